package io.github.spotifygateway.simulator;

import java.util.Set;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One operation of the Web API, called with a good token.
 */
interface WebApiOperation {

	String path();

	/**
	 * Names the scopes of which the token needs one.
	 * @return the scopes, empty if none is needed
	 */
	Set<Scope> scopes();

	/**
	 * Answers the call.
	 * @param request the request
	 * @param grant what the token stands for
	 * @return the body, or {@code null} for 204
	 */
	@Nullable ObjectNode answer(Request request, Grant grant);

}
