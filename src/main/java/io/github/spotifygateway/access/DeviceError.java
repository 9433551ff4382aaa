package io.github.spotifygateway.access;

import java.util.Locale;

/**
 * Why a device gets nothing, in the words of OAuth.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.5">RFC 8628, Device
 * Access Token Response</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, Error
 * Response</a>
 */
enum DeviceError {

	AUTHORIZATION_PENDING("Nobody has decided yet. Ask again after the interval."),

	SLOW_DOWN("This came before the interval had passed. The interval is five seconds longer from now on."),

	ACCESS_DENIED("The user refused, or has as many API tokens as allowed."),

	EXPIRED_TOKEN("The codes have ended. Begin anew."),

	INVALID_GRANT("There is no such device code, or its token was fetched before."),

	UNSUPPORTED_GRANT_TYPE("The grant_type must be urn:ietf:params:oauth:grant-type:device_code."),

	INVALID_SCOPE("The scope must name one or more of read, player, library, playlists, raw."),

	INVALID_REQUEST("A parameter is missing, malformed, there twice, or not in a form-encoded body."),

	TEMPORARILY_UNAVAILABLE("Too many logins were begun, or the database is away. Try again later.");

	private final String description;

	DeviceError(String description) {
		this.description = description;
	}

	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	String description() {
		return this.description;
	}

}
