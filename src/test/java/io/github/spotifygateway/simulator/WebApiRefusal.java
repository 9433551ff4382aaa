package io.github.spotifygateway.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/**
 * A refusal of the Web API, carrying the golden error to answer with.
 */
final class WebApiRefusal extends RuntimeException {

	private final String golden;

	WebApiRefusal(String golden) {
		super(golden);
		this.golden = golden;
	}

	ResponseDefinitionBuilder answer() {
		return Answers.golden(this.golden);
	}

}
