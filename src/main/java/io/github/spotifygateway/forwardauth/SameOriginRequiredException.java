package io.github.spotifygateway.forwardauth;

/**
 * A session asks for a change, and the browser does not say that a page of the gateway's
 * origin wants it.
 */
class SameOriginRequiredException extends ForbiddenRequestException {

	SameOriginRequiredException() {
		super("same-origin-required");
	}

}
