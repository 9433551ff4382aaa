package io.github.spotifygateway.spotify;

import java.io.IOException;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;

import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Measures each call as it goes to Spotify, until its answer begins: a metric and, where
 * traces are taken, a span. It is named after the operation, so that it tells nothing of
 * whom or what the call was about; Spotify is told nothing of the trace.
 */
final class UpstreamObservation implements ClientHttpRequestInterceptor {

	private static final String NAME = "spotify.gateway.upstream";

	private static final String NO_ANSWER = "none";

	private final OperationCatalogue catalogue;

	private final ObservationRegistry registry;

	UpstreamObservation(OperationCatalogue catalogue, ObservationRegistry registry) {
		this.catalogue = catalogue;
		this.registry = registry;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		String operation = this.catalogue.of(request).id();
		Observation observation = Observation
			.createNotStarted(NAME, () -> new SenderContext<>((carrier, name, value) -> {
				// where the trace would be told
			}, Kind.CLIENT), this.registry)
			.contextualName("spotify " + operation)
			.lowCardinalityKeyValue("operation", operation)
			.lowCardinalityKeyValue("status", NO_ANSWER)
			.start();
		Observation.Scope scope = observation.openScope();
		try {
			ClientHttpResponse response = execution.execute(request, body);
			observation.lowCardinalityKeyValue("status", status(response.getStatusCode()));
			return response;
		}
		finally {
			scope.close();
			observation.stop();
		}
	}

	/**
	 * The class of a status, and of all statuses the one that matters most.
	 */
	private static String status(HttpStatusCode status) {
		return status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS) ? "429" : status.value() / 100 + "xx";
	}

}
