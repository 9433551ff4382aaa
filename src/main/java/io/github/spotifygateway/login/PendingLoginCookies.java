package io.github.spotifygateway.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.github.spotifygateway.keys.DecryptionException;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.keys.SecretContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Pending logins in short-lived encrypted cookies, one for each {@code state}, so that
 * several tabs can sign in at the same time. Beyond a few the oldest give way, lest they
 * fill the request's headers.
 */
final class PendingLoginCookies {

	/** What each cookie's name begins with. */
	static final String PREFIX = "__Host-sgw-login-";

	private static final int MOST = 4;

	private static final int MOST_REMOVALS = 40;

	private final KeyRing keyRing;

	private final JsonMapper jsonMapper = JsonMapper.shared();

	PendingLoginCookies(KeyRing keyRing) {
		this.keyRing = keyRing;
	}

	void save(String state, PendingLogin login, HttpServletRequest request, HttpServletResponse response) {
		makeRoom(request, response);
		String name = name(state);
		String value = this.keyRing.encrypt(this.jsonMapper.writeValueAsString(login), context(name));
		write(name, value, PendingLogin.LIFETIME, response);
	}

	Optional<PendingLogin> find(String state, HttpServletRequest request) {
		String name = name(state);
		return cookies(request).stream().filter((cookie) -> cookie.getName().equals(name)).findFirst().map(this::open);
	}

	void remove(String state, HttpServletResponse response) {
		write(name(state), "", Duration.ZERO, response);
	}

	/**
	 * A name for a state that does not reveal it.
	 */
	static String hash(String state) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void makeRoom(HttpServletRequest request, HttpServletResponse response) {
		List<Cookie> cookies = cookies(request);
		cookies.stream()
			.sorted(Comparator.comparing(this::startedAt))
			.limit(Math.min(MOST_REMOVALS, Math.max(0, cookies.size() - MOST + 1)))
			.forEach((cookie) -> write(cookie.getName(), "", Duration.ZERO, response));
	}

	private Instant startedAt(Cookie cookie) {
		PendingLogin login = open(cookie);
		return (login != null) ? login.startedAt() : Instant.MIN;
	}

	private @Nullable PendingLogin open(Cookie cookie) {
		try {
			return this.jsonMapper.readValue(this.keyRing.decrypt(cookie.getValue(), context(cookie.getName())),
					PendingLogin.class);
		}
		catch (DecryptionException | JacksonException ex) {
			return null;
		}
	}

	private static List<Cookie> cookies(HttpServletRequest request) {
		Cookie[] cookies = request.getCookies();
		return (cookies == null) ? List.of()
				: Arrays.stream(cookies).filter((cookie) -> cookie.getName().startsWith(PREFIX)).toList();
	}

	private static void write(String name, String value, Duration maxAge, HttpServletResponse response) {
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(name, value)
					.path("/")
					.secure(true)
					.httpOnly(true)
					.sameSite("Lax")
					.maxAge(maxAge)
					.build()
					.toString());
	}

	private static String name(String state) {
		return PREFIX + hash(state).substring(0, 22);
	}

	private static SecretContext context(String name) {
		return new SecretContext("cookie", "login", name);
	}

}
