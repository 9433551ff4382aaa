package io.github.spotifygateway.journey;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * nginx with {@code examples/nginx/upstream.conf}.
 */
class NginxExampleTests extends AbstractExampleProxyTests {

	@Override
	Proxy start(Path directory, URI address, URI server, URI company) {
		return Proxy.nginxExample(directory, address, server, "upstream.conf", UnaryOperator.identity());
	}

}
