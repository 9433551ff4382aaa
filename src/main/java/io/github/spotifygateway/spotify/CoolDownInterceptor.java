package io.github.spotifygateway.spotify;

import java.io.IOException;

import io.github.spotifygateway.spotify.SavedCalls.By;
import io.github.spotifygateway.upstream.BegunAnswer;
import io.github.spotifygateway.upstream.ReadAnswer;

import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Spares Spotify the calls that it has said it will not take.
 */
final class CoolDownInterceptor implements ClientHttpRequestInterceptor {

	private static final int LARGEST_ERROR = 64 * 1024;

	private final OperationCatalogue catalogue;

	private final CoolDowns coolDowns;

	private final SavedCalls savedCalls;

	CoolDownInterceptor(OperationCatalogue catalogue, CoolDowns coolDowns, SavedCalls savedCalls) {
		this.catalogue = catalogue;
		this.coolDowns = coolDowns;
		this.savedCalls = savedCalls;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		WebApiOperation operation = this.catalogue.of(request);
		this.coolDowns.of(operation).ifPresent((coolDown) -> {
			this.savedCalls.count(By.COOL_DOWN);
			throw new SpotifyException(coolDown.reason(), coolDown.remaining(), null);
		});
		ClientHttpResponse response = execution.execute(request, body);
		if (!response.getStatusCode().isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)) {
			return response;
		}
		try {
			ClientHttpResponse answer = BegunAnswer.read(response, LARGEST_ERROR);
			this.coolDowns.begin(operation,
					(answer instanceof ReadAnswer) ? ErrorAnswer.read(answer) : ErrorAnswer.ofHead(response));
			return answer;
		}
		catch (IOException ex) {
			this.coolDowns.begin(operation, ErrorAnswer.ofHead(response));
			throw ex;
		}
	}

}
