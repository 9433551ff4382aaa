package io.github.spotifygateway.relay;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Path and query of a relayed call, exactly as they came and as they are sent on. What
 * could mean one thing here and another thing there is refused, not repaired: a path has
 * one spelling.
 *
 * @param path the path, with the version
 * @param query the query, without its question mark, if there is one
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2">RFC 3986,
 * Syntax-Based Normalization</a>
 */
record RequestTarget(String path, @Nullable String query) {

	private static final int LONGEST = 8000;

	// possessive, because the others remember each character on the stack
	private static final Pattern PATH = Pattern.compile("/v1(?:/(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})++)++");

	private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.{1,2}(?:/|$)");

	private static final Pattern QUERY = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+");

	private static final String TOKEN_PARAMETER = "access_token";

	private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-F]{2})++");

	/** What has a meaning in a path, and what need not be encoded. */
	private static final Pattern NEVER_ENCODED = Pattern.compile("[\\p{Cc}/\\\\%;#?A-Za-z0-9._~-]");

	/**
	 * Read the target of a request.
	 * @throws InvalidTargetException if it is not canonical
	 */
	static RequestTarget of(HttpServletRequest request) {
		return of(request.getRequestURI().substring(request.getContextPath().length()), request.getQueryString());
	}

	static RequestTarget of(String path, @Nullable String query) {
		if (path.length() > LONGEST || !PATH.matcher(path).matches() || DOT_SEGMENT.matcher(path).find()
				|| !isCanonicallyEncoded(path)) {
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

	/**
	 * Whether only that is encoded which must be, and is UTF-8.
	 */
	private static boolean isCanonicallyEncoded(String path) {
		Matcher encoded = ENCODED.matcher(path);
		while (encoded.find()) {
			if (!mustBeEncoded(encoded.group())) {
				return false;
			}
		}
		return true;
	}

	private static boolean mustBeEncoded(String encoded) {
		byte[] bytes = HexFormat.of().parseHex(encoded.replace("%", ""));
		try {
			String decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return !NEVER_ENCODED.matcher(decoded).find();
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}
