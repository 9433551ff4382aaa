package io.github.spotifygateway.spotify;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Path and query of a call that is passed on, exactly as they came and as they are sent
 * on. What could mean one thing here and another thing there is refused, not repaired: a
 * path has one spelling.
 *
 * @param path the path, with the version
 * @param query the query, without its question mark, if there is one
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2">RFC 3986,
 * Syntax-Based Normalization</a>
 */
public record RequestTarget(String path, @Nullable String query) {

	private static final int LONGEST = 8000;

	private static final String VERSION = "/v1/";

	private static final Pattern QUERY = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+");

	private static final String TOKEN_PARAMETER = "access_token";

	/**
	 * Read the target of a request.
	 * @param request the request
	 * @return the target
	 * @throws InvalidTargetException if it is not canonical
	 */
	public static RequestTarget of(HttpServletRequest request) {
		return of(request.getRequestURI().substring(request.getContextPath().length()), request.getQueryString());
	}

	/**
	 * Read a path and a query.
	 * @param path the path as it came, with the version
	 * @param query the query, {@code null} if there is none
	 * @return the target
	 * @throws InvalidTargetException if it is not canonical
	 */
	public static RequestTarget of(String path, @Nullable String query) {
		if (!path.startsWith(VERSION) || !CanonicalPath.is(path)) {
			throw new InvalidTargetException("The path is not one of the Web API in its canonical form.");
		}
		if (query != null && (query.length() > LONGEST || !QUERY.matcher(query).matches())) {
			throw new InvalidTargetException("The query has characters that must be percent-encoded.");
		}
		if (query != null && bringsToken(query)) {
			throw new InvalidTargetException("The query brings an access token, which belongs into a header.");
		}
		return new RequestTarget(path, query);
	}

	private static boolean bringsToken(String query) {
		return Arrays.stream(query.split("[&;]"))
			.map((parameter) -> URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8))
			.anyMatch(TOKEN_PARAMETER::equalsIgnoreCase);
	}

	/**
	 * What is sent on.
	 */
	@Override
	public String toString() {
		return (this.query != null) ? this.path + "?" + this.query : this.path;
	}

}
