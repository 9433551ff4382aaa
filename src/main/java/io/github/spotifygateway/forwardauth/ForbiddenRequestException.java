package io.github.spotifygateway.forwardauth;

/**
 * A known caller may not make the request that a proxy asks about.
 */
class ForbiddenRequestException extends RuntimeException {

	private final String reason;

	/**
	 * Create the refusal.
	 * @param reason a short stable code that says why
	 */
	ForbiddenRequestException(String reason) {
		super("The request is refused [" + reason + "]");
		this.reason = reason;
	}

	String getReason() {
		return this.reason;
	}

}
