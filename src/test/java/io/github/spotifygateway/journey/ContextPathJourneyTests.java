package io.github.spotifygateway.journey;

/**
 * The proxy passes the whole path on, and the gateway knows its part of it.
 */
class ContextPathJourneyTests extends AbstractMountJourneyTests {

	@Override
	String proxyPass() {
		return "proxy_pass http://spotify_gateway;";
	}

	@Override
	String[] settings() {
		return new String[] { "server.servlet.context-path=/music" };
	}

}
