package io.github.spotifygateway.relay;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.server.ResponseStatusException;

/**
 * The body of a relayed call. It is read before Spotify is called, so that a slow sender
 * occupies no connection and a refused call can be repeated.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.14">RFC 9110, 413
 * Content Too Large</a>
 */
final class RelayedBody {

	private static final byte[] NONE = new byte[0];

	private static final List<MediaType> TYPES = List.of(MediaType.APPLICATION_JSON, MediaType.IMAGE_JPEG);

	private final int maxBytes;

	RelayedBody(int maxBytes) {
		this.maxBytes = maxBytes;
	}

	/**
	 * Read the body of a request.
	 * @throws ResponseStatusException 413 if it is too large, 415 if it is of a type that
	 * the Web API does not know
	 */
	byte[] read(HttpServletRequest request) throws IOException {
		if (HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod())
				|| !isPresent(request)) {
			return NONE;
		}
		if (!isSupported(request.getContentType())) {
			throw new ResponseStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
		}
		if (request.getContentLengthLong() > this.maxBytes) {
			throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
		}
		byte[] body = request.getInputStream().readNBytes(this.maxBytes + 1);
		if (body.length > this.maxBytes) {
			throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
		}
		return body;
	}

	private static boolean isPresent(HttpServletRequest request) {
		return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

	private static boolean isSupported(@Nullable String contentType) {
		if (contentType == null) {
			return true;
		}
		try {
			MediaType type = MediaType.parseMediaType(contentType);
			return TYPES.stream().anyMatch((supported) -> supported.equalsTypeAndSubtype(type));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
