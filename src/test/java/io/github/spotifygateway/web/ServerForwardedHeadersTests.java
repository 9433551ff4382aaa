package io.github.spotifygateway.web;

import io.github.spotifygateway.startup.StartupFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Which servers leave the headers of proxies to the gateway.
 */
class ServerForwardedHeadersTests {

	private final MockEnvironment environment = new MockEnvironment();

	@ParameterizedTest
	@ValueSource(strings = { "server.forward-headers-strategy=native", "server.forward-headers-strategy=framework",
			"server.forwardHeadersStrategy=NATIVE", "server.tomcat.remoteip.remote-ip-header=X-Forwarded-For",
			"server.tomcat.remoteip.protocol-header=X-Forwarded-Proto", "spring.main.cloud-platform=kubernetes" })
	void serverThatTakesThemIsRefused(String setting) {
		set(setting);
		assertThatExceptionOfType(StartupFailure.class).isThrownBy(this::requireIgnored)
			.withMessageContaining("spotify-gateway.trusted-proxies")
			.satisfies((failure) -> assertThat(failure.getMessage())
				.containsIgnoringCase("[" + setting.substring(setting.indexOf('=') + 1) + "]"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.forward-headers-strategy=none", "server.forward-headers-strategy=NONE",
			"server.tomcat.remoteip.remote-ip-header=" })
	void serverThatLeavesThemAloneIsNot(String setting) {
		set(setting);
		assertThatNoException().isThrownBy(this::requireIgnored);
	}

	@Test
	void platformIsOverruledByTheStrategy() {
		set("spring.main.cloud-platform=kubernetes");
		set("server.forward-headers-strategy=none");
		assertThatNoException().isThrownBy(this::requireIgnored);
	}

	private void set(String setting) {
		String[] nameAndValue = setting.split("=", 2);
		this.environment.setProperty(nameAndValue[0], nameAndValue[1]);
	}

	private void requireIgnored() {
		new ServerForwardedHeaders(this.environment).requireIgnored();
	}

}
