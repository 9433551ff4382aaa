package io.github.spotifygateway.spotify;

import java.io.IOException;
import java.net.URI;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResponseErrorHandler;

/**
 * Turns an error of the Web API into a {@link SpotifyException}.
 */
final class SpotifyErrorHandler implements ResponseErrorHandler {

	@Override
	public boolean hasError(ClientHttpResponse response) throws IOException {
		return !response.getStatusCode().is2xxSuccessful();
	}

	@Override
	public void handleError(URI url, HttpMethod method, ClientHttpResponse response) throws IOException {
		ErrorAnswer answer = ErrorAnswer.read(response);
		throw new SpotifyException(answer.error(), answer.retryAfter(), null);
	}

}
