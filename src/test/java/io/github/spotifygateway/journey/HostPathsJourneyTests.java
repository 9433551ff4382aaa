package io.github.spotifygateway.journey;

import java.util.List;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host application has paths of its own under {@code /v1} and {@code /cards}: the
 * gateway neither lets its callers in there nor keeps the host's out.
 */
class HostPathsJourneyTests {

	/** A header that the host takes its own people by. */
	private static final String STAFF = "X-Staff";

	private final SpotifySimulator spotify = SpotifySimulator.start();

	@AfterEach
	void stop() {
		this.spotify.close();
	}

	@Test
	void apiTokenOpensNothingOfTheHost() {
		try (Gateway gateway = start()) {
			Browser browser = gateway.newBrowser();
			browser.signIn(SimulatedUser.ALICE);
			RelayClient client = new RelayClient(gateway.url(), browser.mintToken("raw"));
			assertThat(client.get("/v1/albums/a").statusCode()).isEqualTo(200);
			assertThat(client.get("/v1/albums/a").body()).isNotEqualTo("host");
			assertThat(client.get("/v1/orders").statusCode()).isEqualTo(401);
			assertThat(client.send("DELETE", "/v1/orders", new byte[0]).statusCode()).isEqualTo(403);
			assertThat(browser.get("/v1/orders").statusCode()).isEqualTo(401);
		}
	}

	@Test
	void whatSpotifyDoesNotHaveIsTheHosts() {
		try (Gateway gateway = start()) {
			Browser browser = gateway.newBrowser();
			for (String path : List.of("/v1/orders", "/v1/nothing", "/v1/albums/a/b/c")) {
				assertThat(browser.get(path, STAFF, "yes").body()).as(path).isEqualTo("host");
			}
			assertThat(browser.get("/v1/albums/a", STAFF, "yes").statusCode()).isEqualTo(401);
		}
	}

	@Test
	void hostMayHaveAllOfV1() {
		try (Gateway gateway = start("spotify-gateway.relay.enabled=false")) {
			Browser browser = gateway.newBrowser();
			browser.signIn(SimulatedUser.ALICE);
			RelayClient client = new RelayClient(gateway.url(), browser.mintToken("raw", "read"));
			assertThat(client.get("/v1/albums/a").statusCode()).isEqualTo(401);
			assertThat(client.get("/api/operations").statusCode()).isEqualTo(404);
			assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void cardsOfTheHostAreNotForEveryone() {
		try (Gateway gateway = start()) {
			Browser stranger = gateway.newBrowser();
			for (String path : List.of("/cards/statement.json", "/cards/4929-1234.json", "/cards/visa.svg",
					"/cards/list")) {
				assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(401);
				assertThat(stranger.get(path, STAFF, "yes").body()).as(path).isEqualTo("host");
			}
		}
	}

	private Gateway start(String... settings) {
		return Gateway.startInside(new Class<?>[] { Host.class }, this.spotify, settings);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Host {

		@Bean
		@Order(100)
		SecurityFilterChain hostChain(HttpSecurity http) {
			return http.securityMatcher("/v1/**", "/cards/**")
				.authorizeHttpRequests((requests) -> requests.requestMatchers(new RequestHeaderRequestMatcher(STAFF))
					.permitAll()
					.anyRequest()
					.hasRole("ADMIN"))
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		OrdersController ordersController() {
			return new OrdersController();
		}

	}

	@RestController
	static class OrdersController {

		@RequestMapping({ "/v1/orders", "/cards/statement.json", "/cards/{number}.json", "/cards/{brand}.svg",
				"/cards/list", "/v1/**" })
		String orders() {
			return "host";
		}

	}

}
