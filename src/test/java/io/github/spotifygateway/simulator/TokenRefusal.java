package io.github.spotifygateway.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/**
 * A refusal of the token endpoint, carrying the golden body to answer with. Each of them
 * is a 400, also {@code invalid_client}, for which RFC 6749 has 401.
 */
final class TokenRefusal extends RuntimeException {

	private final String golden;

	TokenRefusal(String golden) {
		super(golden);
		this.golden = golden;
	}

	ResponseDefinitionBuilder answer() {
		return Answers.golden(this.golden);
	}

}
