package io.github.spotifygateway.journey;

import java.net.URI;
import java.nio.file.Path;

/**
 * The gateway behind nginx as a cache.
 */
class NginxCacheTests extends AbstractCachingProxyTests {

	@Override
	Proxy start(Path directory, URI server) {
		return Proxy.cachingNginx(directory, server);
	}

}
