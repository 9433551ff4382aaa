package io.github.spotifygateway.simulator;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What can be done with a path, where it depends on the user and the moment, called with
 * a good token. It may refuse with a {@link WebApiRefusal}.
 */
interface LiveOperation {

	/**
	 * Names the path.
	 * @return the path as in {@code api/operations.txt}, below the host
	 */
	String path();

	/**
	 * Answers the call.
	 * @param request the request
	 * @param grant what the token stands for
	 * @return the body, or {@code null} for 204
	 */
	@Nullable JsonNode answer(Request request, Grant grant);

}
