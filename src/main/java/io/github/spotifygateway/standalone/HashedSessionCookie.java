package io.github.spotifygateway.standalone;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.session.SessionIdGenerator;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.util.Assert;

/**
 * The session cookie. Its value is 256 random bits of which the session's id is only the
 * hash: who reads the database, or a copy of it, cannot sign in with what stands there.
 * The {@code __Host-} prefix makes browsers refuse the cookie unless it is Secure,
 * without Domain and for the whole host.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265">RFC 6265</a>
 */
final class HashedSessionCookie extends DefaultCookieSerializer implements SessionIdGenerator {

	private static final String NAME = "__Host-sgw-session";

	private static final Duration MAX_AGE = Duration.ofDays(30);

	private static final int BYTES = 32;

	private final SecureRandom random = new SecureRandom();

	private final ThreadLocal<@Nullable String> issuedSecret = new ThreadLocal<>();

	HashedSessionCookie() {
		setCookieName(NAME);
		setCookiePath("/");
		setUseSecureCookie(true);
		setUseHttpOnlyCookie(true);
		// not Strict: the way back from Spotify begins on another site
		setSameSite("Lax");
		setCookieMaxAge(Math.toIntExact(MAX_AGE.toSeconds()));
		setUseBase64Encoding(false);
	}

	/**
	 * Make a session's id. Its secret waits for the cookie that the same request writes.
	 */
	@Override
	public String generate() {
		byte[] bytes = new byte[BYTES];
		this.random.nextBytes(bytes);
		String secret = base64(bytes);
		this.issuedSecret.set(secret);
		return hash(secret);
	}

	@Override
	public List<String> readCookieValues(HttpServletRequest request) {
		return super.readCookieValues(request).stream().map(HashedSessionCookie::hash).toList();
	}

	@Override
	public void writeCookieValue(CookieValue cookieValue) {
		if (cookieValue.getCookieValue().isEmpty()) {
			super.writeCookieValue(cookieValue);
			return;
		}
		String secret = this.issuedSecret.get();
		this.issuedSecret.remove();
		Assert.state(secret != null && hash(secret).equals(cookieValue.getCookieValue()),
				"a session's cookie must be written by the request that made its id");
		super.writeCookieValue(new CookieValue(cookieValue.getRequest(), cookieValue.getResponse(), secret));
	}

	private static String hash(String secret) {
		try {
			return base64(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
