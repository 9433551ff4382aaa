package io.github.spotifygateway.spotify;

import java.io.IOException;
import java.util.List;

import io.github.spotifygateway.spotify.WebApiOperation.Area;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Tells of commands for the player, after which what plays is no longer what it was.
 */
final class PlayerCommandInterceptor implements ClientHttpRequestInterceptor {

	private final OperationCatalogue catalogue;

	private final List<PlayerCommandObserver> observers;

	PlayerCommandInterceptor(OperationCatalogue catalogue, List<PlayerCommandObserver> observers) {
		this.catalogue = catalogue;
		this.observers = observers;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		ClientHttpResponse response = execution.execute(request, body);
		if (isCommand(request) && response.getStatusCode().is2xxSuccessful()) {
			this.observers.forEach((observer) -> observer.commanded(Caller.current().getName()));
		}
		return response;
	}

	private boolean isCommand(HttpRequest request) {
		return !HttpMethod.GET.equals(request.getMethod()) && !HttpMethod.HEAD.equals(request.getMethod())
				&& this.catalogue.of(request).area() == Area.PLAYER;
	}

}
