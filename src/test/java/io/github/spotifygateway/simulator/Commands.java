package io.github.spotifygateway.simulator;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * Operations that do something and have nothing to tell.
 */
interface Commands {

	/**
	 * Does what an operation says, if it is one of these.
	 * @param operation the operation
	 * @param request the request
	 * @param grant what the token stands for
	 * @return the golden error if it is refused, otherwise {@code null}
	 */
	@Nullable String refusal(Operation operation, Request request, Grant grant);

}
