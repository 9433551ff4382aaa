package io.github.spotifygateway.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

import io.github.spotifygateway.keys.KeysAutoConfiguration;
import io.github.spotifygateway.simulator.SpotifySimulator;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.StoreAutoConfiguration;
import io.github.spotifygateway.upstream.UpstreamAutoConfiguration;
import io.github.spotifygateway.web.WebAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/**
 * The grants of a gateway without its web surface: any number of users, and the manager
 * that gives out their tokens.
 */
final class ConnectionFixture {

	private final AssertableWebApplicationContext context;

	private ConnectionFixture(AssertableWebApplicationContext context) {
		this.context = context;
	}

	/**
	 * What runs the gateway's part of an application.
	 */
	static WebApplicationContextRunner runner() {
		return new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DispatcherServletAutoConfiguration.class,
					WebMvcAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
					DataSourceAutoConfiguration.class, OAuth2ClientAutoConfiguration.class, KeysAutoConfiguration.class,
					StoreAutoConfiguration.class, UpstreamAutoConfiguration.class, WebAutoConfiguration.class,
					ConnectionAutoConfiguration.class))
			.withPropertyValues("spotify-gateway.keys.ring=test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
					"spring.security.oauth2.client.registration.spotify.client-id=id",
					"spring.security.oauth2.client.registration.spotify.client-secret=secret");
	}

	/**
	 * Start one, use it, and stop it.
	 */
	static void run(SpotifySimulator spotify, Consumer<ConnectionFixture> work, String... settings) {
		runner()
			.withPropertyValues("spotify-gateway.accounts-url=" + spotify.accountsUrl(),
					"spotify-gateway.refresh.pause=0s",
					"spring.security.oauth2.client.registration.spotify.client-id=" + spotify.clientId(),
					"spring.security.oauth2.client.registration.spotify.client-secret=" + spotify.clientSecret())
			.withPropertyValues(settings)
			.run((context) -> work.accept(new ConnectionFixture(context)));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	JdbcClient database() {
		return bean(GatewayDatabase.class).jdbc();
	}

	/**
	 * Keep a grant as a login does.
	 * @param accessTokenLeft how long its access token of an hour is still good for
	 */
	void connect(String principalName, Duration accessTokenLeft) {
		Instant expiresAt = Instant.now().plus(accessTokenLeft);
		bean(OAuth2AuthorizedClientService.class).saveAuthorizedClient(new OAuth2AuthorizedClient(
				bean(ClientRegistrationRepository.class).findByRegistrationId(Connections.REGISTRATION_ID),
				principalName,
				new OAuth2AccessToken(TokenType.BEARER, "access-token", expiresAt.minus(Duration.ofHours(1)), expiresAt,
						Set.of("user-read-private")),
				new OAuth2RefreshToken("refresh-token", Instant.now())), user(principalName));
	}

	/**
	 * Ask for a token as every call to Spotify does.
	 */
	OAuth2AuthorizedClient authorize(String principalName) {
		return bean(OAuth2AuthorizedClientManager.class)
			.authorize(OAuth2AuthorizeRequest.withClientRegistrationId(Connections.REGISTRATION_ID)
				.principal(user(principalName))
				.build());
	}

	Connection connection(String principalName) {
		return bean(Connections.class).find(principalName).orElseThrow();
	}

	private static Authentication user(String principalName) {
		return new OAuth2AuthenticationToken(new SpotifyUser(principalName, null), Set.of(),
				Connections.REGISTRATION_ID);
	}

}
