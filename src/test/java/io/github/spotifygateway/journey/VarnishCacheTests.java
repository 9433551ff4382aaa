package io.github.spotifygateway.journey;

import java.net.URI;
import java.nio.file.Path;

/**
 * The gateway behind Varnish.
 */
class VarnishCacheTests extends AbstractCachingProxyTests {

	@Override
	Proxy start(Path directory, URI server) {
		return Proxy.varnish(directory, server);
	}

}
