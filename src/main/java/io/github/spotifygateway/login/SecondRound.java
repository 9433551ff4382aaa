package io.github.spotifygateway.login;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a callback knows of scopes: those its login asked for, and those to ask for once
 * more. A second round names all of them in its address, so that it never asks for less
 * than the first, whoever the browser is then.
 */
final class SecondRound {

	private static final String ASKED = SecondRound.class.getName() + ".asked";

	private static final String SCOPES = SecondRound.class.getName() + ".scopes";

	private SecondRound() {
	}

	static void remember(Set<String> asked, HttpServletRequest callback) {
		callback.setAttribute(ASKED, asked);
	}

	@SuppressWarnings("unchecked")
	static Set<String> asked(HttpServletRequest callback) {
		return (Set<String>) Objects.requireNonNull(callback.getAttribute(ASKED));
	}

	static void require(Set<String> scopes, HttpServletRequest callback) {
		callback.setAttribute(SCOPES, scopes);
	}

	/**
	 * The parameters of the second round.
	 * @return a query that keeps the way back, or {@code null} if the login is complete
	 */
	@SuppressWarnings("unchecked")
	static @Nullable String query(HttpServletRequest callback) {
		Set<String> scopes = (Set<String>) callback.getAttribute(SCOPES);
		return (scopes == null) ? null : "?scope=" + String.join(",", scopes) + "&" + ReturnTo.PARAMETER + "="
				+ URLEncoder.encode(ReturnTo.of(callback), StandardCharsets.UTF_8);
	}

}
