package io.github.spotifygateway.web;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

/**
 * The token a request brings in its one {@code Authorization: Bearer} header.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750,
 * Authorization Request Header Field</a>
 */
public final class BearerToken {

	private static final Pattern BEARER = Pattern.compile("(?i:Bearer) (?<token>[0-9A-Za-z_.-]{1,4096})");

	private BearerToken() {
	}

	/**
	 * Read it.
	 * @param request the request
	 * @return the token, unless the request has no such header, several, or one that is
	 * spelled in any other way
	 */
	public static Optional<String> of(HttpServletRequest request) {
		List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
		if (headers.size() != 1) {
			return Optional.empty();
		}
		Matcher bearer = BEARER.matcher(headers.get(0));
		return bearer.matches() ? Optional.of(bearer.group("token")) : Optional.empty();
	}

	/**
	 * Whether a request brings an {@code Authorization} header, however it is spelled.
	 * @param request the request
	 * @return {@code false} if a cookie may tell who the caller is
	 */
	public static boolean isTried(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
	}

}
