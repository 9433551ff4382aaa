package io.github.spotifygateway.journey;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import io.github.spotifygateway.spotify.SpotifyApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.authentication.preauth.RequestHeaderAuthenticationFilter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.service.annotation.GetExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host application lets in people of its own, who may have any name: also that of one
 * of the gateway's connections.
 */
@TestInstance(Lifecycle.PER_CLASS)
class HostUsersJourneyTests {

	/** A header that the host takes its own people by. */
	private static final String STAFF = "X-Staff";

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final Gateway gateway = Gateway.startInside(new Class<?>[] { Host.class }, this.spotify);

	@BeforeAll
	void signIn() {
		this.gateway.newBrowser().signIn(SimulatedUser.ALICE);
	}

	@BeforeEach
	void forget() {
		this.spotify.requests().clear();
	}

	@AfterAll
	void stop() {
		this.gateway.close();
		this.spotify.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice", "id:alice", "jwt:Zm9yIGV4YW1wbGUgdGhlIHVzZXIgb2YgYSBjb21wYW55", "host:alice" })
	void userOfTheHostGetsNoGrantByItsName(String name) {
		this.gateway.database().sql("update connection set principal_name = ?").param(name).update();
		assertThat(staff("/staff/token", name)).isEqualTo("none");
		assertThat(staff("/staff/call", name)).isEqualTo("none");
		assertThat(this.gateway.newBrowser().get("/api/me", STAFF, name).statusCode()).isEqualTo(401);
		assertThat(this.spotify.requests().to("/v1/me")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice", "id:alice" })
	void userOfTheHostGetsItsOwn(String name) {
		this.gateway.database().sql("update connection set principal_name = ?").param("host:" + name).update();
		assertThat(staff("/staff/token", name)).isEqualTo("given");
		assertThat(staff("/staff/call", name)).isEqualTo("given");
	}

	@Test
	void userOfTheHostGivesAGrantByTheHostsOwnChain() {
		try (Gateway host = Gateway.startInside(new Class<?>[] { Host.class }, this.spotify,
				"spotify-gateway.login.enabled=false")) {
			Browser carol = host.newBrowser();
			URI authorize = Browser.location(carol.get("/oauth2/authorization/spotify", STAFF, "carol"));
			carol.get(carol.agree(authorize, SimulatedUser.ALICE), STAFF, "carol");
			assertThat(host.database().sql("select principal_name from connection").query(String.class).list())
				.containsExactly("host:carol");
			assertThat(carol.get("/staff/call", STAFF, "carol").body()).isEqualTo("given");
			assertThat(host.newBrowser().get("/staff/call", STAFF, "dave").body()).isEqualTo("none");
		}
	}

	@Test
	void chainOfTheHostInFrontOfTheGatewaysLetsNobodyInThere() {
		try (Gateway host = Gateway.startInside(new Class<?>[] { Host.class, ChainInFront.class }, this.spotify)) {
			connect(host, "alice");
			Browser alice = host.newBrowser();
			assertThat(alice.get("/api/me/connection", STAFF, "alice").statusCode()).isEqualTo(401);
			assertThat(alice.get("/api/tokens", STAFF, "alice").statusCode()).isEqualTo(401);
		}
	}

	@Test
	void managerOfTheHostGetsTheGrantsOfTheGatewaysCallersAndOfItsOwnUsers() {
		try (Gateway host = Gateway.startInside(new Class<?>[] { Host.class, ManagerOfTheHost.class }, this.spotify)) {
			Browser alice = host.newBrowser();
			alice.signIn(SimulatedUser.ALICE);
			assertThat(alice.get("/api/me").statusCode()).isEqualTo(200);
			connect(host, "host:carol");
			assertThat(host.newBrowser().get("/staff/call", STAFF, "carol").body()).isEqualTo("given");
			assertThat(host.newBrowser().get("/staff/call", STAFF, "dave").body()).isEqualTo("none");
		}
	}

	/**
	 * Give a user the grant that Alice gave.
	 */
	private static void connect(Gateway host, String name) {
		host.newBrowser().signIn(SimulatedUser.ALICE);
		host.database().sql("update connection set principal_name = ?").param(name).update();
	}

	private String staff(String path, String name) {
		return this.gateway.newBrowser().get(path, STAFF, name).body();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Host {

		@Bean
		@Order(100)
		SecurityFilterChain hostChain(HttpSecurity http) {
			return http.securityMatcher("/staff/**", "/oauth2/**", "/login/**")
				.addFilter(staff())
				.oauth2Client(Customizer.withDefaults())
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.build();
		}

		@Bean
		StaffController staffController(OAuth2AuthorizedClientManager manager, SpotifyApi spotifyApi) {
			return new StaffController(manager, spotifyApi.client(Me.class));
		}

		static RequestHeaderAuthenticationFilter staff() {
			RequestHeaderAuthenticationFilter staff = new RequestHeaderAuthenticationFilter();
			staff.setPrincipalRequestHeader(STAFF);
			staff.setAuthenticationManager(believing());
			return staff;
		}

		private static AuthenticationManager believing() {
			return (user) -> new PreAuthenticatedAuthenticationToken(user.getName(), "", List.of());
		}

	}

	/**
	 * Takes what is the gateway's for the host's own.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class ChainInFront {

		@Bean
		@Order(1)
		SecurityFilterChain chainInFront(HttpSecurity http) {
			return http.securityMatcher("/api/**")
				.addFilter(Host.staff())
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.build();
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class ManagerOfTheHost {

		@Bean
		OAuth2AuthorizedClientManager authorizedClientManager(ClientRegistrationRepository registrations,
				OAuth2AuthorizedClientService authorizedClientService) {
			return new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, authorizedClientService);
		}

	}

	@RestController
	static class StaffController {

		private final OAuth2AuthorizedClientManager manager;

		private final Me me;

		StaffController(OAuth2AuthorizedClientManager manager, Me me) {
			this.manager = manager;
			this.me = me;
		}

		@GetMapping("/staff/token")
		String token(Authentication user) {
			return ifGiven(() -> this.manager
				.authorize(OAuth2AuthorizeRequest.withClientRegistrationId("spotify").principal(user).build()));
		}

		@GetMapping("/staff/call")
		String call() {
			return ifGiven(this.me::get);
		}

		private static String ifGiven(Runnable call) {
			try {
				call.run();
				return "given";
			}
			catch (ClientAuthorizationRequiredException ex) {
				return "none";
			}
		}

	}

	interface Me {

		@GetExchange("/v1/me")
		Map<String, Object> get();

	}

}
