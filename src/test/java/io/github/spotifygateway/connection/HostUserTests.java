package io.github.spotifygateway.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.SpotifySimulator;
import io.github.spotifygateway.web.GatewayCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Users of a host application may have any name, and get nobody else's grant by it.
 */
class HostUserTests {

	private static final String[] NAMES_OF_OTHERS = { "alice", "id:alice",
			"jwt:Zm9yIGV4YW1wbGUgdGhlIHVzZXIgb2YgYSBjb21wYW55", "host:alice" };

	@ParameterizedTest
	@MethodSource("usersOfTheHost")
	void userOfTheHostIsNoCallerOfTheGatewayWhateverItsName(Function<String, Authentication> host) {
		inGateway((gateway) -> {
			for (String name : NAMES_OF_OTHERS) {
				gateway.connect(name, Duration.ofMinutes(50));
				assertThat(GatewayCaller.of(host.apply(name)).getName()).isEqualTo("host:" + name);
				assertThatExceptionOfType(ClientAuthorizationRequiredException.class).as(name)
					.isThrownBy(() -> authorize(gateway, host.apply(name)));
			}
		});
	}

	static Stream<Function<String, Authentication>> usersOfTheHost() {
		return Stream.of(HostUserTests::user, (name) -> new RememberMeAuthenticationToken("key", name, List.of()),
				(name) -> new PreAuthenticatedAuthenticationToken(name, "", List.of()),
				(name) -> oauth2User(name, "github"), (name) -> oauth2User(name, Connections.REGISTRATION_ID));
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice", "id:alice", "jwt:alice", "host:alice" })
	void nameAloneIsThatOfAUserOfTheHost(String name) {
		inGateway((gateway) -> {
			gateway.connect(name, Duration.ofMinutes(50));
			OAuth2AuthorizedClientService service = gateway.bean(OAuth2AuthorizedClientService.class);
			assertThat((Object) service.loadAuthorizedClient(Connections.REGISTRATION_ID, name)).isNull();
			service.removeAuthorizedClient(Connections.REGISTRATION_ID, name);
			assertThat(gateway.authorize(name).getAccessToken().getTokenValue()).isEqualTo("access-token");
		});
	}

	@Test
	void scopesThatTheHostGaveMeanNothingHere() {
		Authentication user = new PreAuthenticatedAuthenticationToken("carol", "",
				AuthorityUtils.createAuthorityList("SCOPE_raw", "SCOPE_orders"));
		assertThat(GatewayCaller.of(user).getAuthorities()).isEmpty();
	}

	@Test
	void visitorsWhoDidNotSignInAreNobodyWhateverUsersAreCalled() {
		inGateway((gateway) -> {
			gateway.connect("host:anonymousUser", Duration.ofMinutes(50));
			Authentication visitor = new AnonymousAuthenticationToken("key", "anonymousUser",
					AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
			assertThatExceptionOfType(ClientAuthorizationRequiredException.class)
				.isThrownBy(() -> authorize(gateway, visitor));
		});
	}

	@Test
	void userOfTheHostTakesNobodyElsesPlace() {
		inGateway((gateway) -> {
			gateway.connect("alice", Duration.ofMinutes(50));
			save(gateway, user("alice"));
			assertThat(gateway.authorize("alice").getAccessToken().getTokenValue()).isEqualTo("access-token");
			assertThat(gateway.connection("host:alice").principalName()).isEqualTo("host:alice");
		});
	}

	@Test
	void userOfTheHostHasAGrantOfItsOwn() {
		inGateway((gateway) -> {
			save(gateway, user("carol"));
			OAuth2AuthorizedClient client = authorize(gateway, user("carol"));
			assertThat(client.getAccessToken().getTokenValue()).isEqualTo("token-of-host-user");
			assertThat(client.getPrincipalName()).isEqualTo("carol");
			OAuth2AuthorizedClientService service = gateway.bean(OAuth2AuthorizedClientService.class);
			assertThat((Object) service.loadAuthorizedClient(Connections.REGISTRATION_ID, "carol")).isNotNull();
			service.removeAuthorizedClient(Connections.REGISTRATION_ID, "carol");
			assertThat(gateway.bean(Connections.class).find("host:carol")).isEmpty();
		});
	}

	@Test
	void accountIsOnlyBelievedFromTheGatewaysOwnLogin() {
		inGateway((gateway) -> {
			save(gateway, oauth2User("carol", "github"));
			assertThat(gateway.connection("host:carol").accountId()).isNull();
		});
	}

	@Test
	void userOfTheHostIsNamedOnce() {
		Authentication caller = GatewayCaller.of(user("carol"));
		assertThat(GatewayCaller.of(caller)).isSameAs(caller);
	}

	private static void inGateway(Consumer<ConnectionFixture> work) {
		try (SpotifySimulator spotify = SpotifySimulator.start()) {
			ConnectionFixture.run(spotify, work);
		}
	}

	private static OAuth2AuthorizedClient authorize(ConnectionFixture gateway, Authentication user) {
		return gateway.bean(OAuth2AuthorizedClientManager.class)
			.authorize(OAuth2AuthorizeRequest.withClientRegistrationId(Connections.REGISTRATION_ID)
				.principal(user)
				.build());
	}

	private static void save(ConnectionFixture gateway, Authentication user) {
		Instant now = Instant.now();
		gateway.bean(OAuth2AuthorizedClientService.class)
			.saveAuthorizedClient(new OAuth2AuthorizedClient(
					gateway.bean(ClientRegistrationRepository.class).findByRegistrationId(Connections.REGISTRATION_ID),
					user.getName(), new OAuth2AccessToken(TokenType.BEARER, "token-of-host-user", now,
							now.plus(Duration.ofHours(1)), Set.of())),
					user);
	}

	private static Authentication user(String name) {
		return UsernamePasswordAuthenticationToken.authenticated(
				User.withUsername(name).password("").roles("STAFF").build(), null,
				AuthorityUtils.createAuthorityList("ROLE_STAFF"));
	}

	private static Authentication oauth2User(String name, String registrationId) {
		return new OAuth2AuthenticationToken(
				new DefaultOAuth2User(Set.of(), Map.of("name", name, "account_id", "alice"), "name"), Set.of(),
				registrationId);
	}

}
