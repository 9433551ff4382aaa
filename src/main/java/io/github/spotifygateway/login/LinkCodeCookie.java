package io.github.spotifygateway.login;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import io.github.spotifygateway.keys.DecryptionException;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.keys.SecretContext;
import io.github.spotifygateway.link.Links.KeptGrant;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The code of the grant that this browser gave over a link, in an encrypted cookie: it is
 * for this browser alone, and for no address that could be passed on.
 */
final class LinkCodeCookie {

	/** The cookie's name. */
	static final String NAME = "__Host-sgw-link";

	private static final SecretContext CONTEXT = new SecretContext("cookie", "link", NAME);

	private final JsonMapper jsonMapper = JsonMapper.shared();

	private final KeyRing keyRing;

	LinkCodeCookie(KeyRing keyRing) {
		this.keyRing = keyRing;
	}

	void save(KeptGrant grant, HttpServletResponse response) {
		String value = this.keyRing.encrypt(this.jsonMapper.writeValueAsString(grant), CONTEXT);
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(NAME, value)
					.path("/")
					.secure(true)
					.httpOnly(true)
					.sameSite("Lax")
					.maxAge(Duration.between(Instant.now(), grant.expiresAt()))
					.build()
					.toString());
	}

	Optional<KeptGrant> find(HttpServletRequest request) {
		Cookie[] cookies = request.getCookies();
		return (cookies == null) ? Optional.empty()
				: Arrays.stream(cookies)
					.filter((cookie) -> NAME.equals(cookie.getName()))
					.findFirst()
					.map((cookie) -> open(cookie.getValue()));
	}

	private @Nullable KeptGrant open(String value) {
		try {
			return this.jsonMapper.readValue(this.keyRing.decrypt(value, CONTEXT), KeptGrant.class);
		}
		catch (DecryptionException | JacksonException ex) {
			return null;
		}
	}

}
