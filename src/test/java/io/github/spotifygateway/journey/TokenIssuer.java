package io.github.spotifygateway.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A company's issuer of tokens: its metadata, its keys, and whatever tokens a test wants.
 */
public final class TokenIssuer implements AutoCloseable {

	/** What it calls the gateway. */
	public static final String AUDIENCE = "spotify-gateway";

	private final HttpServer server;

	private final AtomicReference<RSAKey> key = new AtomicReference<>(newKey());

	private final AtomicBoolean away = new AtomicBoolean();

	private final AtomicInteger fetches = new AtomicInteger();

	private TokenIssuer(HttpServer server) {
		this.server = server;
	}

	/**
	 * Start one.
	 */
	public static TokenIssuer start() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			TokenIssuer issuer = new TokenIssuer(server);
			server.createContext("/.well-known/openid-configuration", (exchange) -> issuer.answer(exchange,
					"{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(issuer.name())));
			server.createContext("/keys", (exchange) -> {
				issuer.fetches.incrementAndGet();
				issuer.answer(exchange, new JWKSet(issuer.key().toPublicJWK()).toString());
			});
			server.setExecutor(Executors.newCachedThreadPool((task) -> {
				Thread thread = new Thread(task, "issuer");
				thread.setDaemon(true);
				return thread;
			}));
			server.start();
			return issuer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What a gateway needs to take its tokens. A scope of theirs has the name of the
	 * gateway's, after {@code spotify.}.
	 */
	public String[] settings() {
		return new String[] { "spotify-gateway.jwt.issuer=" + name(), "spotify-gateway.jwt.audience=" + AUDIENCE,
				"spotify-gateway.jwt.scopes.read=spotify.read", "spotify-gateway.jwt.scopes.player=spotify.player",
				"spotify-gateway.jwt.scopes.library=spotify.library",
				"spotify-gateway.jwt.scopes.playlists=spotify.playlists", "spotify-gateway.jwt.scopes.raw=spotify.raw",
				"spotify-gateway.jwt.scopes.link=spotify.link" };
	}

	/**
	 * What it calls itself.
	 */
	public String name() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/**
	 * The key it signs with.
	 */
	RSAKey key() {
		return this.key.get();
	}

	/**
	 * Sign with another key from now on.
	 */
	void rotate() {
		this.key.set(newKey());
	}

	/**
	 * Answer no more, or again.
	 */
	void setAway(boolean away) {
		this.away.set(away);
	}

	/**
	 * How often its keys were asked for.
	 */
	int fetches() {
		return this.fetches.get();
	}

	/**
	 * A good token that allows reading and linking.
	 */
	public String token(String subject) {
		return token(subject, "spotify.read spotify.link");
	}

	/**
	 * A good token.
	 */
	public String token(String subject, String scope) {
		return sign((claims) -> claims.subject(subject).claim("scope", scope));
	}

	/**
	 * A token that is good but for what a test changes.
	 */
	String sign(Consumer<JWTClaimsSet.Builder> change) {
		return sign((header) -> {
		}, change);
	}

	/**
	 * The same with changes of its header.
	 */
	String sign(Consumer<JWSHeader.Builder> headerChange, Consumer<JWTClaimsSet.Builder> change) {
		return sign(key(), headerChange, change);
	}

	/**
	 * The same with another key.
	 */
	String sign(RSAKey signingKey, Consumer<JWSHeader.Builder> headerChange, Consumer<JWTClaimsSet.Builder> change) {
		JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key().getKeyID())
			.type(new JOSEObjectType("at+jwt"));
		headerChange.accept(header);
		JWTClaimsSet.Builder claims = claims();
		change.accept(claims);
		try {
			SignedJWT jwt = new SignedJWT(header.build(), claims.build());
			jwt.sign(new RSASSASigner(signingKey));
			return jwt.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The claims of a good token.
	 */
	JWTClaimsSet.Builder claims() {
		Instant now = Instant.now();
		return new JWTClaimsSet.Builder().issuer(name())
			.subject("u-1")
			.audience(AUDIENCE)
			.issueTime(Date.from(now))
			.notBeforeTime(Date.from(now))
			.expirationTime(Date.from(now.plusSeconds(300)))
			.jwtID(UUID.randomUUID().toString())
			.claim("client_id", "portal")
			.claim("scope", "spotify.read spotify.link");
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void answer(HttpExchange exchange, String json) throws IOException {
		try (exchange) {
			byte[] body = json.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(this.away.get() ? 503 : 200, body.length);
			exchange.getResponseBody().write(body);
		}
	}

	static RSAKey newKey() {
		try {
			return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
