package io.github.spotifygateway.simulator;

import java.time.Duration;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Redeems codes and refreshes access tokens. A refresh normally answers without a refresh
 * token.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/tutorials/refreshing-tokens">Refreshing
 * tokens</a>
 */
final class TokenEndpoint implements Endpoint {

	private final JsonMapper json = new JsonMapper();

	private final RegisteredApp app;

	private final Grants grants;

	private final TokenPolicy policy;

	TokenEndpoint(RegisteredApp app, Grants grants, TokenPolicy policy) {
		this.app = app;
		this.grants = grants;
		this.policy = policy;
	}

	@Override
	public ResponseDefinitionBuilder answer(Request request) {
		try {
			String body = this.json.writeValueAsString(tokens(request));
			// Spotify sets cookies here that mean nothing to a client
			return Answers.json(200, body)
				.withHeader("Cache-Control", "no-store")
				.withHeader("Set-Cookie", "__Host-device_id=SIMCOOKIE; Path=/; Secure; HttpOnly");
		}
		catch (TokenRefusal ex) {
			return ex.answer();
		}
	}

	private TokenAnswer tokens(Request request) {
		Parameters form = Parameters.ofForm(request);
		this.app.authenticate(ClientCredentials.of(request, form));
		return switch (form.get("grant_type", "")) {
			case "authorization_code" -> redeem(form);
			case "refresh_token" -> refresh(form);
			case "client_credentials" -> appToken();
			default -> throw new TokenRefusal("token-400-unsupported-grant-type.json");
		};
	}

	private TokenAnswer redeem(Parameters form) {
		String code = required(form.get("code"), "token-400-code-missing.json");
		Grant grant = this.grants.codes().redeem(code, form.get("redirect_uri"), form.get("code_verifier"));
		return answer(grant, this.grants.refreshTokens().issue(grant));
	}

	private TokenAnswer refresh(Parameters form) {
		String value = required(form.get("refresh_token"), "token-400-refresh-token-missing.json");
		Grant grant = this.grants.refreshTokens().use(value);
		return answer(grant, nextRefreshToken(value));
	}

	private TokenAnswer appToken() {
		return answer(this.grants.ofApp(), null);
	}

	private @Nullable String nextRefreshToken(String value) {
		if (this.policy.rotatesRefreshTokens()) {
			RefreshTokens refreshTokens = this.grants.refreshTokens();
			return this.policy.hasReuseGrace() ? refreshTokens.rotateWithGrace(value) : refreshTokens.rotate(value);
		}
		return this.policy.answersEmptyRefreshToken() ? "" : null;
	}

	private TokenAnswer answer(Grant grant, @Nullable String refreshToken) {
		Duration lifetime = this.policy.accessTokenLifetime();
		String accessToken = this.grants.accessTokens().issue(grant, lifetime);
		String scope = (grant.user() != null) ? String.join(" ", grant.scopes()) : null;
		return new TokenAnswer(accessToken, "Bearer", lifetime.toSeconds(), refreshToken, scope);
	}

	private static String required(@Nullable String value, String refusal) {
		if (value == null || value.isEmpty()) {
			throw new TokenRefusal(refusal);
		}
		return value;
	}

}
