package io.github.spotifygateway.web;

import java.util.Optional;
import java.util.stream.Stream;

import io.github.spotifygateway.startup.StartupFailure;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What the server itself does with the headers of proxies, before any filter of the
 * gateway. It does not ask who sends them: with it a stranger can take the address of a
 * trusted proxy.
 */
final class ServerForwardedHeaders {

	private static final String STRATEGY = "server.forward-headers-strategy";

	private final Environment environment;

	private final Binder binder;

	ServerForwardedHeaders(Environment environment) {
		this.environment = environment;
		this.binder = Binder.get(environment);
	}

	/**
	 * Demand that the server leaves them alone.
	 * @throws StartupFailure if it takes the client's address from them
	 */
	void requireIgnored() {
		taken().ifPresent((setting) -> {
			throw new StartupFailure(
					"spotify-gateway.trusted-proxies is set, but " + setting
							+ " lets the server believe the headers of proxies before, whoever sends them.",
					"Set " + STRATEGY + ": none and remove server.tomcat.remoteip.*, or leave"
							+ " spotify-gateway.trusted-proxies empty; then the gateway takes the address that the server"
							+ " tells, and /auth/verify answers nobody.");
		});
	}

	private Optional<String> taken() {
		return Stream.of(byStrategy(), byHeader("remote-ip-header"), byHeader("protocol-header"))
			.flatMap(Optional::stream)
			.findFirst();
	}

	private Optional<String> byStrategy() {
		BindResult<String> strategy = this.binder.bind(STRATEGY, String.class);
		return strategy.isBound() ? Optional.of(strategy.get())
			.filter((value) -> !value.equalsIgnoreCase("none"))
			.map((value) -> STRATEGY + " [" + value + "]") : byPlatform();
	}

	/**
	 * What Spring Boot does where nothing is said.
	 */
	private Optional<String> byPlatform() {
		return Optional.ofNullable(CloudPlatform.getActive(this.environment))
			.filter(CloudPlatform::isUsingForwardHeaders)
			.map((platform) -> "the platform [" + platform + "], without " + STRATEGY + ",");
	}

	private Optional<String> byHeader(String name) {
		String setting = "server.tomcat.remoteip." + name;
		BindResult<String> header = this.binder.bind(setting, String.class);
		return Optional.ofNullable(header.orElse(null))
			.filter((value) -> !value.isBlank())
			.map((value) -> setting + " [" + value + "]");
	}

}
