package io.github.spotifygateway.journey;

import java.nio.file.Path;

/**
 * The relay behind HAProxy.
 */
class HaproxyRelayTests extends AbstractProxiedRelayTests {

	@Override
	Proxy start(Path directory, Gateway gateway) {
		return Proxy.haproxy(directory, gateway.url());
	}

}
