package io.github.spotifygateway.journey;

/**
 * The proxy keeps its part of the path, and the gateway does not know of it.
 */
class StrippedPrefixJourneyTests extends AbstractMountJourneyTests {

	@Override
	String proxyPass() {
		return "proxy_pass http://spotify_gateway/;";
	}

	@Override
	String[] settings() {
		return new String[] {};
	}

}
