package io.github.spotifygateway;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

import io.github.spotifygateway.simulator.AppFace;
import io.github.spotifygateway.simulator.SpotifySimulator;

import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * The gateway against a simulated Spotify, for {@code mvn spring-boot:test-run}: no
 * account is needed, nothing is kept, and it signs in and reads as against the real one.
 */
class DemoApplication {

	public static void main(String[] args) {
		SpotifySimulator simulator = SpotifySimulator.start();
		registerPublicUrl(args, simulator);
		chooseApp(args, simulator);
		set("spotify-gateway.accounts-url", simulator.accountsUrl().toString());
		set("spotify-gateway.api-url", simulator.apiUrl().toString());
		set("spotify-gateway.image-sources", simulator.apiUrl().toString());
		set("spotify-gateway.card.image-origins", simulator.apiUrl().toString());
		set("spotify-gateway.keys.ring", "demo:" + randomKey());
		set("spring.security.oauth2.client.registration.spotify.client-id", simulator.clientId());
		set("spring.security.oauth2.client.registration.spotify.client-secret", simulator.clientSecret());
		set("spring.datasource.url", "jdbc:h2:mem:demo");
		set("logging.level.org.eclipse.jetty", "error");
		startGateway(args, simulator);
	}

	/**
	 * So that the demo can be tried behind a proxy.
	 */
	private static void registerPublicUrl(String[] args, SpotifySimulator simulator) {
		String publicUrl = new SimpleCommandLinePropertySource(args).getProperty("spotify-gateway.public-url");
		if (publicUrl != null) {
			simulator.registerRedirectUri(publicUrl + "/login/oauth2/code/spotify");
		}
	}

	/**
	 * So that it can be seen what an app of another kind gets.
	 */
	private static void chooseApp(String[] args, SpotifySimulator simulator) {
		String app = new SimpleCommandLinePropertySource(args).getProperty("demo.app");
		if (app != null) {
			simulator.face(AppFace.valueOf(app.toUpperCase(Locale.ROOT).replace('-', '_')));
		}
	}

	private static void startGateway(String[] args, SpotifySimulator simulator) {
		try {
			SpotifyGatewayApplication.main(args);
		}
		catch (RuntimeException | Error ex) {
			// its threads would keep the process, which has nothing more to do
			simulator.close();
			throw ex;
		}
	}

	// below the command line, so that an argument can change any of it
	private static void set(String name, String value) {
		System.setProperty(name, value);
	}

	private static String randomKey() {
		byte[] key = new byte[32];
		new SecureRandom().nextBytes(key);
		return Base64.getEncoder().encodeToString(key);
	}

}
