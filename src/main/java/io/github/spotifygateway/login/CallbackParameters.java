package io.github.spotifygateway.login;

import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a callback is exactly what RFC 6749 describes: one {@code state} and
 * either one {@code code} or one {@code error}, none of them twice.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749,
 * Authorization Response</a>
 */
final class CallbackParameters {

	private static final Set<String> OAUTH = Set.of("code", "state", "error", "error_description", "error_uri", "iss");

	private static final int LONGEST = 2048;

	private CallbackParameters() {
	}

	static boolean areStrict(HttpServletRequest request) {
		Map<String, String[]> parameters = request.getParameterMap();
		return parameters.containsKey("state") && parameters.containsKey("code") != parameters.containsKey("error")
				&& OAUTH.stream().allMatch((name) -> isSingle(parameters.get(name)));
	}

	private static boolean isSingle(String @Nullable [] values) {
		return values == null || (values.length == 1 && !values[0].isEmpty() && values[0].length() <= LONGEST);
	}

}
