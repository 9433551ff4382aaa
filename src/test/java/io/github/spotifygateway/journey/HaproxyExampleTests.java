package io.github.spotifygateway.journey;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * HAProxy with {@code examples/haproxy/haproxy.cfg}.
 */
class HaproxyExampleTests extends AbstractExampleProxyTests {

	@Override
	Proxy start(Path directory, URI address, URI server, URI company) {
		return Proxy.haproxyExample(directory, address, List.of(server, server), Proxy.newAddress());
	}

}
