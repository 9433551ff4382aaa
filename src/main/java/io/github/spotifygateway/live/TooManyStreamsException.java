package io.github.spotifygateway.live;

/**
 * No further stream can be opened for now.
 */
class TooManyStreamsException extends RuntimeException {

	private final boolean ofUser;

	/**
	 * Create the exception.
	 * @param ofUser whether it is the user who has too many, not everybody together
	 */
	TooManyStreamsException(boolean ofUser) {
		super("Too many streams are open" + (ofUser ? " for one user" : ""));
		this.ofUser = ofUser;
	}

	boolean isOfUser() {
		return this.ofUser;
	}

}
