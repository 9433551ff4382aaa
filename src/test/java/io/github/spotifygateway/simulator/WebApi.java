package io.github.spotifygateway.simulator;

import java.util.Collection;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The simulated {@code api.spotify.com}: finds the operation, then checks token and
 * scopes. Since July 2026 the message of a 401 no longer tells why, only
 * {@code WWW-Authenticate} does.
 */
final class WebApi implements Endpoint {

	private static final String BEARER = "Bearer ";

	private final RegisteredApp app;

	private final AccessTokens accessTokens;

	private final Collection<WebApiOperation> operations;

	private final Endpoint coverImages = new CoverImages();

	WebApi(RegisteredApp app, AccessTokens accessTokens, Collection<WebApiOperation> operations) {
		this.app = app;
		this.accessTokens = accessTokens;
		this.operations = operations;
	}

	@Override
	public ResponseDefinitionBuilder answer(Request request) {
		ResponseDefinitionBuilder answer = CoverImages.areAskedBy(request) ? this.coverImages.answer(request)
				: operate(request);
		return answer.withHeader("Access-Control-Allow-Origin", "*")
			.withHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS, PUT, DELETE, PATCH");
	}

	private ResponseDefinitionBuilder operate(Request request) {
		WebApiOperation operation = operation(request);
		if (operation == null) {
			return Answers.golden("error-404.json");
		}
		String authorization = request.getHeader("Authorization");
		if (authorization == null || !authorization.startsWith(BEARER)) {
			return unauthorized("missing_token", "No access token");
		}
		Grant grant = this.accessTokens.find(authorization.substring(BEARER.length()));
		if (grant == null) {
			return unauthorized("invalid_token", "Invalid or expired access token");
		}
		return perform(operation, request, grant);
	}

	private @Nullable WebApiOperation operation(Request request) {
		String path = Endpoint.path(request);
		return this.operations.stream()
			.filter((operation) -> RequestMethod.GET.equals(request.getMethod()) && operation.path().equals(path))
			.findFirst()
			.orElse(null);
	}

	private static ResponseDefinitionBuilder unauthorized(String error, String description) {
		String challenge = "Bearer realm=\"spotify\", error=\"%s\", error_description=\"%s\"";
		return Answers.golden("error-401.json").withHeader("WWW-Authenticate", challenge.formatted(error, description));
	}

	private ResponseDefinitionBuilder perform(WebApiOperation operation, Request request, Grant grant) {
		if (!operation.scopes().isEmpty() && operation.scopes().stream().noneMatch(grant::includes)) {
			return Answers.golden("error-403-insufficient-scope.json");
		}
		ObjectNode body = operation.answer(request, grant);
		return (body != null) ? json(body, request) : Answers.status(204);
	}

	private ResponseDefinitionBuilder json(ObjectNode body, Request request) {
		if (this.app.isDevelopmentMode()) {
			DevelopmentMode.removeFields(body);
		}
		String images = "http://127.0.0.1:%d%s".formatted(request.getPort(), CoverImages.PATH);
		return Answers.json(body.toString().replace("{{images}}/", images))
			.withHeader("Cache-Control", "private, max-age=0");
	}

}
