package io.github.spotifygateway.journey;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.github.spotifygateway.SpotifyGatewayApplication;
import io.github.spotifygateway.simulator.SpotifySimulator;
import io.github.spotifygateway.store.GatewayDatabase;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A running gateway, started as its users start it. {@link #shared()} is one for all
 * journeys that need no settings of their own.
 */
public final class Gateway implements AutoCloseable {

	/** The key ring of every gateway that is not given another. */
	public static final String KEY = "test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

	private final ConfigurableApplicationContext context;

	private final SpotifySimulator spotify;

	private final URI url;

	private final URI server;

	private Gateway(ConfigurableApplicationContext context, SpotifySimulator spotify, URI url, URI server) {
		this.context = context;
		this.spotify = spotify;
		this.url = url;
		this.server = server;
	}

	/**
	 * The gateway that journeys share, with its simulated Spotify as if just started.
	 */
	public static Gateway shared() {
		Shared.GATEWAY.spotify.reset();
		return Shared.GATEWAY;
	}

	/**
	 * Start a gateway.
	 * @param spotify the simulated Spotify it talks to
	 * @param settings what differs from the default, as {@code name=value}
	 */
	public static Gateway start(SpotifySimulator spotify, String... settings) {
		return startInside(new Class<?>[0], spotify, settings);
	}

	/**
	 * Start a gateway with parts of a host application.
	 * @param host the parts
	 * @param spotify the simulated Spotify it talks to
	 * @param settings what differs from the default, as {@code name=value}
	 */
	static Gateway startInside(Class<?>[] host, SpotifySimulator spotify, String... settings) {
		int port = FreePort.find();
		return start(host, port, URI.create("http://127.0.0.1:" + port), spotify, settings);
	}

	/**
	 * Start a gateway that browsers reach through a proxy.
	 * @param publicUrl where they reach it
	 * @param spotify the simulated Spotify it talks to
	 * @param settings what differs from the default, as {@code name=value}
	 */
	public static Gateway behind(URI publicUrl, SpotifySimulator spotify, String... settings) {
		return start(new Class<?>[0], FreePort.find(), publicUrl, spotify, settings);
	}

	private static Gateway start(Class<?>[] host, int port, URI url, SpotifySimulator spotify, String... settings) {
		Map<String, String> properties = new TreeMap<>();
		properties.put("server.port", Integer.toString(port));
		properties.put("spotify-gateway.public-url", url.toString());
		properties.put("spotify-gateway.accounts-url", spotify.accountsUrl().toString());
		properties.put("spotify-gateway.api-url", spotify.apiUrl().toString());
		properties.put("spotify-gateway.image-sources", spotify.apiUrl().toString());
		properties.put("spotify-gateway.card.image-origins", spotify.apiUrl().toString());
		properties.put("spotify-gateway.keys.ring", KEY);
		properties.put("spotify-gateway.refresh.pause", "0s");
		// journeys of the same user come faster than a user
		properties.put("spotify-gateway.caller-limit.calls", "1000000");
		properties.put("spotify-gateway.caller-limit.at-once", "1000");
		properties.put("spotify-gateway.access.failed-tokens-per-minute", "1000000");
		properties.put("spotify-gateway.access.new-tokens-per-hour", "1000000");
		properties.put("spotify-gateway.access.device-logins-per-hour", "1000000");
		properties.put("spotify-gateway.access.wrong-user-codes", "1000000");
		properties.put("spotify-gateway.live.interval", "300ms");
		properties.put("spotify-gateway.live.longest-interval", "300ms");
		properties.put("spotify-gateway.doctor.check-at-start", "false");
		properties.put("spring.security.oauth2.client.registration.spotify.client-id", spotify.clientId());
		properties.put("spring.security.oauth2.client.registration.spotify.client-secret", spotify.clientSecret());
		properties.put("spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID());
		properties.put("logging.level.org.eclipse.jetty", "error");
		for (String setting : settings) {
			String[] nameAndValue = setting.split("=", 2);
			properties.put(nameAndValue[0], nameAndValue[1]);
		}
		List<String> arguments = new ArrayList<>();
		properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new Gateway(SpringApplication.from(SpotifyGatewayApplication::main)
			.with(host)
			.run(arguments.toArray(String[]::new))
			.getApplicationContext(), spotify, url, URI.create("http://127.0.0.1:" + port));
	}

	/**
	 * Where browsers reach it.
	 */
	public URI url() {
		return this.url;
	}

	/**
	 * Where proxies reach it.
	 */
	public URI server() {
		return this.server;
	}

	/**
	 * The Spotify it talks to.
	 */
	public SpotifySimulator spotify() {
		return this.spotify;
	}

	/**
	 * A browser that has never been here.
	 */
	public Browser newBrowser() {
		return new Browser(this.url, this.spotify);
	}

	/**
	 * One of its beans, for what cannot be seen over HTTP.
	 */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * One of several beans of a type.
	 */
	<T> T bean(String name, Class<T> type) {
		return this.context.getBean(name, type);
	}

	/**
	 * Whether it has a bean that tests cannot name by its type.
	 */
	boolean has(String beanName) {
		return this.context.containsBean(beanName);
	}

	/**
	 * Its database, to look at what is kept, and to change it as the gateway does.
	 */
	public JdbcClient database() {
		return bean(GatewayDatabase.class).jdbc();
	}

	@Override
	public void close() {
		this.context.close();
	}

	private static final class Shared {

		private static final Gateway GATEWAY = start(SpotifySimulator.start());

	}

}
