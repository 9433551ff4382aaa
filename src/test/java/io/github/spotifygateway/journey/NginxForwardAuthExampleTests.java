package io.github.spotifygateway.journey;

import java.net.URI;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * nginx with {@code examples/nginx/auth_request.conf}.
 */
class NginxForwardAuthExampleTests extends AbstractForwardAuthExampleTests {

	@Override
	Proxy start(Path directory, URI address, URI server, URI company) {
		return Proxy.nginxExample(directory, address, server, "auth_request.conf",
				(example) -> example.replace("127.0.0.1:9000", company.getAuthority()));
	}

	@Test
	void nobodyAsksForTheVerdictFromOutside() {
		assertThat(alice().get("/gateway-verdict").statusCode()).isEqualTo(404);
	}

}
