package io.github.spotifygateway.spotify;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.web.GatewayCaller;
import io.github.spotifygateway.spotify.AppObservation.Sight;
import io.github.spotifygateway.spotify.WebApiOperation.Area;
import io.github.spotifygateway.upstream.BegunAnswer;
import io.github.spotifygateway.upstream.ReadAnswer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Notes what answers show about the app, and passes them on as they are.
 */
final class ObservingInterceptor implements ClientHttpRequestInterceptor {

	private static final int LARGEST_ERROR = 64 * 1024;

	private static final String PROFILE = "/v1/me";

	private static final String PRODUCT_SCOPE = "user-read-private";

	private static final String APPS_BEFORE_2026 = "apps-before-2026-02-11";

	private final OperationCatalogue catalogue;

	private final AppObservations observations;

	private final Connections connections;

	ObservingInterceptor(OperationCatalogue catalogue, AppObservations observations, Connections connections) {
		this.catalogue = catalogue;
		this.observations = observations;
		this.connections = connections;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		ClientHttpResponse response = execution.execute(request, body);
		WebApiOperation operation = this.catalogue.of(request);
		HttpStatusCode status = response.getStatusCode();
		if (isSuccess(status)) {
			observeSuccess(request, operation, response);
			return response;
		}
		if (!status.isSameCodeAs(HttpStatus.FORBIDDEN) && !status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)) {
			return response;
		}
		ClientHttpResponse answer = BegunAnswer.read(response, LARGEST_ERROR);
		if (answer instanceof ReadAnswer error) {
			observeError(operation, ErrorAnswer.read(error));
		}
		return answer;
	}

	private static boolean isSuccess(HttpStatusCode status) {
		return status.is2xxSuccessful() || status.isSameCodeAs(HttpStatus.NOT_MODIFIED);
	}

	private void observeSuccess(HttpRequest request, WebApiOperation operation, ClientHttpResponse response)
			throws IOException {
		this.observations.note(Sight.CALL_ANSWERED);
		if (!operation.isForAllApps()) {
			this.observations.note(Sight.OLDER_OPERATION_WORKED);
		}
		if (operation.path().equals(PROFILE) && HttpMethod.GET.equals(request.getMethod())
				&& response instanceof ReadAnswer answer) {
			observeProfile(request, answer);
		}
	}

	private void observeError(WebApiOperation operation, ErrorAnswer answer) {
		switch (answer.error()) {
			case USER_NOT_REGISTERED -> this.observations.note(Sight.USER_NOT_REGISTERED);
			case OWNER_PREMIUM_REQUIRED -> this.observations.note(Sight.OWNER_PREMIUM_REQUIRED);
			case FORBIDDEN -> {
				if (answer.isForbiddenToApp()) {
					observeForbidden(operation);
				}
			}
			case QUOTA_EXCEEDED -> {
				if (answer.namesQuota()) {
					this.observations.note(Sight.QUOTA_EXCEEDED);
				}
			}
			default -> {
			}
		}
	}

	private void observeForbidden(WebApiOperation operation) {
		// playlists may be forbidden because they are someone else's
		if (operation.availability().equals(APPS_BEFORE_2026) && operation.area() != Area.PLAYLISTS) {
			this.observations.note(Sight.OLDER_OPERATION_FORBIDDEN);
		}
	}

	private void observeProfile(HttpRequest request, ReadAnswer answer) {
		JsonNode profile = read(answer);
		if (profile.hasNonNull("product")) {
			this.observations.note(Sight.COMPLETE_PROFILE);
		}
		else if (profile.hasNonNull("id")) {
			observeStripped(request);
		}
	}

	private void observeStripped(HttpRequest request) {
		if (request.getAttributes().get(SpotifyApi.GRANTED_SCOPES) instanceof Set<?> scopes) {
			if (scopes.contains(PRODUCT_SCOPE)) {
				this.observations.note(Sight.STRIPPED_PROFILE);
			}
			return;
		}
		Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
			.map((caller) -> GatewayCaller.of(caller).getName())
			.ifPresent((caller) -> this.observations.note(Sight.STRIPPED_PROFILE, () -> granted(caller)));
	}

	private boolean granted(String caller) {
		return this.connections.find(caller)
			.map(Connection::scopes)
			.filter((scopes) -> scopes.contains(PRODUCT_SCOPE))
			.isPresent();
	}

	private static JsonNode read(ReadAnswer answer) {
		try {
			return JsonMapper.shared().readTree(answer.getBody());
		}
		catch (JacksonException ex) {
			return JsonMapper.shared().missingNode();
		}
	}

}
