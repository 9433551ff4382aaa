package io.github.spotifygateway.translation;

import io.github.spotifygateway.upstream.ReadAnswer;

/**
 * Spotify did not do what one of the calls asked: what it said instead is the answer to
 * the client.
 */
final class UpstreamRefusal extends RuntimeException {

	private final transient ReadAnswer answer;

	UpstreamRefusal(ReadAnswer answer) {
		super("Spotify refused one of several calls");
		this.answer = answer;
	}

	ReadAnswer answer() {
		return this.answer;
	}

}
