package io.github.spotifygateway.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;

/**
 * Something that answers requests of one server.
 */
@FunctionalInterface
interface Endpoint {

	ResponseDefinitionBuilder answer(Request request);

	static String path(Request request) {
		return request.getUrl().split("\\?", 2)[0];
	}

}
