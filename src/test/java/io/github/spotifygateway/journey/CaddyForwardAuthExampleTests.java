package io.github.spotifygateway.journey;

import java.net.URI;
import java.nio.file.Path;

/**
 * Caddy with {@code examples/caddy/Caddyfile}.
 */
class CaddyForwardAuthExampleTests extends AbstractForwardAuthExampleTests {

	@Override
	Proxy start(Path directory, URI address, URI server, URI company) {
		return Proxy.caddyExample(directory, address, server, company);
	}

}
