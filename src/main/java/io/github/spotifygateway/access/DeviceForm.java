package io.github.spotifygateway.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * The parameters a device sends: in a form-encoded body and nowhere else, each of them
 * once at most.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749, Token
 * Endpoint</a>
 */
final class DeviceForm {

	private static final Pattern NAME = Pattern.compile(ApiToken.NAME_FORM);

	private final HttpServletRequest request;

	DeviceForm(HttpServletRequest request) {
		if (request.getQueryString() != null || hasOtherBody(request)) {
			throw new DeviceLoginException(DeviceError.INVALID_REQUEST);
		}
		this.request = request;
	}

	/**
	 * Read a parameter.
	 * @return its value; one without a value is as if it were left out
	 * @throws DeviceLoginException if it is there twice or cannot be decoded
	 */
	Optional<String> find(String name) {
		String[] values = values(name);
		if (values == null) {
			return Optional.empty();
		}
		if (values.length > 1) {
			throw new DeviceLoginException(DeviceError.INVALID_REQUEST);
		}
		return Optional.of(values[0]).filter((value) -> !value.isEmpty());
	}

	/**
	 * Read a parameter that must be there.
	 */
	String require(String name) {
		return find(name).orElseThrow(() -> new DeviceLoginException(DeviceError.INVALID_REQUEST));
	}

	/**
	 * Read a parameter that is shown to people.
	 */
	Optional<String> findName(String name) {
		Optional<String> value = find(name);
		if (value.isPresent() && !NAME.matcher(value.get()).matches()) {
			throw new DeviceLoginException(DeviceError.INVALID_REQUEST);
		}
		return value;
	}

	private static boolean hasOtherBody(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && !type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
	}

	private String @Nullable [] values(String name) {
		try {
			return this.request.getParameterValues(name);
		}
		catch (IllegalStateException ex) {
			// how Tomcat says that it cannot decode the body
			throw new DeviceLoginException(DeviceError.INVALID_REQUEST);
		}
	}

}
