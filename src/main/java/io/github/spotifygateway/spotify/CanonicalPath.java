package io.github.spotifygateway.spotify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells paths that have one spelling from those that two servers may read in two ways.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2">RFC 3986,
 * Syntax-Based Normalization</a>
 */
public final class CanonicalPath {

	private static final int LONGEST = 8000;

	// possessive, because the others remember each character on the stack
	private static final Pattern PATH = Pattern.compile("(?:/(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})++)++");

	private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.{1,2}(?:/|$)");

	private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-F]{2})++");

	/** What has a meaning in a path, and what need not be encoded. */
	private static final Pattern NEVER_ENCODED = Pattern.compile("[\\p{Cc}/\\\\%;#?A-Za-z0-9._~-]");

	private CanonicalPath() {
	}

	/**
	 * Whether a path has one spelling, and this is it.
	 * @param path a path as it is sent, without a query
	 * @return {@code false} if it could mean something else elsewhere
	 */
	public static boolean is(String path) {
		return path.length() <= LONGEST && PATH.matcher(path).matches() && !DOT_SEGMENT.matcher(path).find()
				&& isCanonicallyEncoded(path);
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
