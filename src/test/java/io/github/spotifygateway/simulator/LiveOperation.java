package io.github.spotifygateway.simulator;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A read whose body depends on the user and the moment, called with a good token.
 */
interface LiveOperation {

	String path();

	/**
	 * Answers the call.
	 * @param request the request
	 * @param grant what the token stands for
	 * @return the body, or {@code null} for 204
	 */
	@Nullable ObjectNode answer(Request request, Grant grant);

}
