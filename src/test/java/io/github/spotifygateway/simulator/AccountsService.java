package io.github.spotifygateway.simulator;

import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;

/**
 * The simulated {@code accounts.spotify.com}: its endpoints by path.
 */
final class AccountsService implements Endpoint {

	private final Map<String, Endpoint> endpoints;

	AccountsService(RegisteredApp app, Grants grants, TokenPolicy policy) {
		this.endpoints = Map.of("/authorize", new AuthorizeEndpoint(app, grants, policy), "/api/token",
				new TokenEndpoint(app, grants, policy), "/oauth2/revoke/v1", new RevocationEndpoint(app, grants));
	}

	@Override
	public ResponseDefinitionBuilder answer(Request request) {
		return this.endpoints.getOrDefault(Endpoint.path(request), (unknown) -> Answers.status(404)).answer(request);
	}

}
