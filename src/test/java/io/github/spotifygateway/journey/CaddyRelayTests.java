package io.github.spotifygateway.journey;

import java.nio.file.Path;
import java.util.List;

/**
 * The relay behind Caddy.
 */
class CaddyRelayTests extends AbstractProxiedRelayTests {

	@Override
	Proxy start(Path directory, Gateway gateway) {
		return Proxy.caddy(directory, gateway.url());
	}

	@Override
	List<String> harmless() {
		return List.of("/v1/albums/%EF%BC%8F", "/v1/albums/a%7Cb", "/v1/albums/%22");
	}

}
