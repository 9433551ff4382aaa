package io.github.spotifygateway.journey;

import java.nio.file.Path;

/**
 * The relay behind nginx.
 */
class NginxRelayTests extends AbstractProxiedRelayTests {

	@Override
	Proxy start(Path directory, Gateway gateway) {
		return Proxy.nginx(directory, gateway.url());
	}

}
