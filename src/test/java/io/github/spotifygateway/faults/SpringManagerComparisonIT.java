package io.github.spotifygateway.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.connection.SpotifyUser;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.JdbcOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the gateway's manager is for: the same load on it and on Spring Security's own,
 * two managers each on one database, against a Spotify that revokes each refresh token
 * when it gives the next.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SpringManagerComparisonIT {

	private static final Authentication USER = new OAuth2AuthenticationToken(
			new SpotifyUser(SimulatedUser.ALICE.accountId(), SimulatedUser.ALICE.accountId()), Set.of(),
			Connections.REGISTRATION_ID);

	private static final OAuth2AuthorizeRequest REQUEST = OAuth2AuthorizeRequest
		.withClientRegistrationId(Connections.REGISTRATION_ID)
		.principal(USER)
		.build();

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final ExecutorService callers = Executors.newFixedThreadPool(2 * Extent.CALLERS);

	private final HttpClient httpClient = HttpClient.newHttpClient();

	private final String database = "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	private final Gateway one = Gateway.start(this.spotify, this.database);

	private final Gateway two = Gateway.start(this.spotify, this.database);

	@BeforeAll
	void createSpringsTable() {
		new ResourceDatabasePopulator(
				new ClassPathResource("org/springframework/security/oauth2/client/oauth2-client-schema.sql"))
			.execute(this.one.bean(DataSource.class));
	}

	@BeforeEach
	void signIn() {
		this.spotify.reset();
		this.spotify.rotateRefreshTokens(true);
		this.one.newBrowser().signIn(SimulatedUser.ALICE);
		this.spotify.on("/api/token").always(Fault.delay(Duration.ofMillis(100)));
		this.spotify.expireAccessTokens();
		this.spotify.requests().clear();
	}

	@AfterAll
	void stop() {
		this.callers.shutdownNow();
		this.two.close();
		this.one.close();
		this.spotify.close();
	}

	@Test
	void gatewaysManagerServesAllWithOneTokenCall() throws Exception {
		StoredGrants grants = new StoredGrants(this.one.database());
		grants.expire();
		List<Answer> answers = callAtOnce(gatewaysManager(this.one), gatewaysManager(this.two));
		Figures figures = Figures.of(tokenCalls(), answers, grants.lost(1)).print("comparison, the gateway's manager");
		assertThat(figures.tokenCalls()).isEqualTo(1);
		assertThat(figures.served()).isEqualTo(figures.callers());
		assertThat(figures.grantsLost()).isZero();
	}

	@Test
	void springsOwnManagerAsksAgainAndAgainAndFailsMostCallers() throws Exception {
		JdbcOAuth2AuthorizedClientService grants = springsService(this.one);
		grants.saveAuthorizedClient(expired(grantAtTheGateway()), USER);
		List<Answer> answers = callAtOnce(springsManager(this.one), springsManager(this.two));
		Figures figures = Figures.of(tokenCalls(), answers, isLost(grants) ? 1 : 0)
			.print("comparison, Spring Security's own manager");
		assertThat(figures.tokenCalls()).isGreaterThan(1);
		assertThat(figures.served()).isLessThan(figures.callers());
	}

	private OAuth2AuthorizedClient grantAtTheGateway() {
		return gatewaysManager(this.one).authorize(REQUEST);
	}

	private static OAuth2AuthorizedClient expired(OAuth2AuthorizedClient grant) {
		Instant now = Instant.now();
		OAuth2AccessToken token = new OAuth2AccessToken(TokenType.BEARER, grant.getAccessToken().getTokenValue(),
				now.minusSeconds(3600), now.minusSeconds(60), grant.getAccessToken().getScopes());
		return new OAuth2AuthorizedClient(grant.getClientRegistration(), grant.getPrincipalName(), token,
				grant.getRefreshToken());
	}

	private static OAuth2AuthorizedClientManager gatewaysManager(Gateway gateway) {
		return gateway.bean(OAuth2AuthorizedClientManager.class);
	}

	private static OAuth2AuthorizedClientManager springsManager(Gateway gateway) {
		AuthorizedClientServiceOAuth2AuthorizedClientManager manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(
				gateway.bean(ClientRegistrationRepository.class), springsService(gateway));
		manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder().refreshToken().build());
		return manager;
	}

	private static JdbcOAuth2AuthorizedClientService springsService(Gateway gateway) {
		return new JdbcOAuth2AuthorizedClientService(new JdbcTemplate(gateway.bean(DataSource.class)),
				gateway.bean(ClientRegistrationRepository.class));
	}

	private static boolean isLost(OAuth2AuthorizedClientService service) {
		return service.loadAuthorizedClient(Connections.REGISTRATION_ID, USER.getName()) == null;
	}

	private int tokenCalls() {
		return this.spotify.requests().to("/api/token").size();
	}

	private List<Answer> callAtOnce(OAuth2AuthorizedClientManager... managers) throws Exception {
		CountDownLatch ready = new CountDownLatch(2 * Extent.CALLERS);
		List<Future<Answer>> calls = IntStream.range(0, Extent.CALLERS)
			.boxed()
			.flatMap((caller) -> Stream.of(managers))
			.map((manager) -> this.callers.submit(() -> callWhenAllAreReady(ready, manager)))
			.toList();
		List<Answer> answers = new ArrayList<>();
		for (Future<Answer> call : calls) {
			answers.add(call.get());
		}
		return answers;
	}

	private Answer callWhenAllAreReady(CountDownLatch ready, OAuth2AuthorizedClientManager manager) throws Exception {
		ready.countDown();
		ready.await();
		long start = System.nanoTime();
		int status = call(manager);
		return new Answer(status, Duration.ofNanos(System.nanoTime() - start));
	}

	private int call(OAuth2AuthorizedClientManager manager) throws Exception {
		try {
			OAuth2AuthorizedClient client = manager.authorize(REQUEST);
			return (client != null) ? statusOfCall(client.getAccessToken()) : Answer.NONE;
		}
		catch (OAuth2AuthorizationException ex) {
			return Answer.NONE;
		}
	}

	private int statusOfCall(OAuth2AccessToken token) throws Exception {
		URI profile = this.spotify.apiUrl().resolve("/v1/me");
		HttpRequest request = HttpRequest.newBuilder(profile)
			.header("Authorization", "Bearer " + token.getTokenValue())
			.build();
		return this.httpClient.send(request, BodyHandlers.discarding()).statusCode();
	}

}
