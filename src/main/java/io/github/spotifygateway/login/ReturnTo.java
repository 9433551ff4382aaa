package io.github.spotifygateway.login;

import java.util.Objects;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Where a login goes back to: a path of this gateway and nothing else. What is not
 * plainly one is refused, not repaired.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.11">RFC 9700, Open
 * Redirection</a>
 */
final class ReturnTo {

	/** The request parameter, and the attribute of the authorization request. */
	static final String PARAMETER = "return_to";

	private static final String DEFAULT = "/";

	private static final int LONGEST = 512;

	// one slash, then neither a second one nor anything a browser could read as one
	private static final Pattern PATH = Pattern.compile("/(?!/)[A-Za-z0-9/._~!$&'()*+,;=:@?%-]*");

	private static final Pattern TRICK = Pattern
		.compile("//|%(?![2-9A-F][0-9A-F])|%2[5EF]|%5C|%7F|(?:^|/)\\.\\.?(?:[/?]|$)");

	private ReturnTo() {
	}

	/**
	 * Read the parameter of a request that starts a login.
	 * @throws InvalidLoginRequestException if it is anything but a plain path
	 */
	static String parse(@Nullable String value) {
		if (value == null) {
			return DEFAULT;
		}
		if (value.length() > LONGEST || !PATH.matcher(value).matches() || TRICK.matcher(value).find()) {
			throw new InvalidLoginRequestException("return_to must be a plain path of this gateway");
		}
		return value;
	}

	static String of(OAuth2AuthorizationRequest authorizationRequest) {
		return Objects.requireNonNullElse(authorizationRequest.getAttribute(PARAMETER), DEFAULT);
	}

	/**
	 * Where the login that this callback ends goes back to.
	 */
	static String of(HttpServletRequest callback) {
		return Objects.requireNonNullElse((String) callback.getAttribute(PARAMETER), DEFAULT);
	}

}
