package io.github.spotifygateway.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;

/**
 * Revokes a refresh token and, as the RFC asks, says nothing about whether it knew it.
 * Spotify names this endpoint in its discovery document only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009">RFC 7009</a>
 */
final class RevocationEndpoint implements Endpoint {

	private final RegisteredApp app;

	private final Grants grants;

	RevocationEndpoint(RegisteredApp app, Grants grants) {
		this.app = app;
		this.grants = grants;
	}

	@Override
	public ResponseDefinitionBuilder answer(Request request) {
		Parameters form = Parameters.ofForm(request);
		try {
			this.app.authenticate(ClientCredentials.of(request, form));
		}
		catch (TokenRefusal ex) {
			return ex.answer();
		}
		this.grants.refreshTokens().revoke(form.get("token", ""));
		return Answers.status(200);
	}

}
