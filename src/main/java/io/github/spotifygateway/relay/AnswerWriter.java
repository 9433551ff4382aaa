package io.github.spotifygateway.relay;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.github.spotifygateway.spotify.SpotifyError;
import io.github.spotifygateway.spotify.SpotifyException;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Passes Spotify's answer on: status, body, and those headers that are about the body. In
 * JSON, links to the Web API become links to the gateway. An answer that would lead the
 * client elsewhere, or make it think its own token is wrong, is not passed on.
 */
final class AnswerWriter {

	private static final List<String> HEADERS = List.of(HttpHeaders.CONTENT_LANGUAGE, HttpHeaders.ETAG,
			HttpHeaders.LAST_MODIFIED, HttpHeaders.RETRY_AFTER);

	/**
	 * Up to this size an answer has its length, and is not begun before it is whole.
	 */
	private static final int SMALL = 8192;

	private final String apiUrl;

	private final String ownUrl;

	/**
	 * Create a writer.
	 * @param apiUrl address of the Web API with its version
	 * @param ownUrl address at which the gateway relays it
	 */
	AnswerWriter(String apiUrl, String ownUrl) {
		this.apiUrl = apiUrl;
		this.ownUrl = ownUrl;
	}

	void write(ClientHttpResponse answer, HttpServletResponse response) throws IOException {
		HttpStatusCode status = answer.getStatusCode();
		if (status.isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
			throw SpotifyException.of(SpotifyError.TOKEN_REFUSED);
		}
		if (status.is3xxRedirection() && !status.isSameCodeAs(HttpStatus.NOT_MODIFIED)) {
			throw SpotifyException.of(SpotifyError.INVALID_ANSWER);
		}
		response.setBufferSize(SMALL);
		response.setStatus(status.value());
		HEADERS.forEach((name) -> copy(answer.getHeaders(), name, response));
		Optional<MediaType> type = type(answer.getHeaders());
		if (type.isPresent()) {
			copy(answer.getHeaders(), HttpHeaders.CONTENT_TYPE, response);
		}
		if (type.filter(MediaType.APPLICATION_JSON::isCompatibleWith).isPresent()) {
			new LinkRewriter(this.apiUrl, this.ownUrl, response.getOutputStream()).rewrite(answer.getBody());
		}
		else {
			answer.getBody().transferTo(response.getOutputStream());
		}
	}

	private static void copy(HttpHeaders headers, String name, HttpServletResponse response) {
		String value = headers.getFirst(name);
		if (value != null && value.chars().allMatch((character) -> character >= ' ' && character <= '~')) {
			response.setHeader(name, value);
		}
	}

	/**
	 * The type of an answer, unless it names none that there could be.
	 */
	private static Optional<MediaType> type(HttpHeaders headers) {
		try {
			return Optional.ofNullable(headers.getContentType());
		}
		catch (InvalidMediaTypeException ex) {
			return Optional.empty();
		}
	}

}
