package io.github.spotifygateway.connection;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a host application gets, and what of its own it keeps.
 */
class ConnectionAutoConfigurationTests {

	private final WebApplicationContextRunner runner = ConnectionFixture.runner();

	@Test
	void credentialsAreEnoughForTheRegistration() {
		this.runner.run((context) -> {
			ClientRegistration spotify = registration(context.getBean(ClientRegistrationRepository.class), "spotify");
			assertThat(spotify.getProviderDetails().getAuthorizationUri())
				.isEqualTo("https://accounts.spotify.com/authorize");
			assertThat(spotify.getProviderDetails().getTokenUri()).isEqualTo("https://accounts.spotify.com/api/token");
			assertThat(spotify.getRedirectUri()).isEqualTo("http://127.0.0.1:8080/login/oauth2/code/spotify");
			assertThat(spotify.getClientAuthenticationMethod())
				.isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
			assertThat(spotify.getClientSettings().isRequireProofKey()).isTrue();
		});
	}

	@Test
	void redirectUriComesFromThePublicUrlAlone() {
		this.runner
			.withPropertyValues("spotify-gateway.public-url=https://music.example/gateway/",
					"spring.security.oauth2.client.registration.spotify.redirect-uri={baseUrl}/elsewhere")
			.run((context) -> assertThat(
					registration(context.getBean(ClientRegistrationRepository.class), "spotify").getRedirectUri())
				.isEqualTo("https://music.example/gateway/login/oauth2/code/spotify"));
	}

	@Test
	void otherRegistrationsOfTheHostAreKept() {
		this.runner
			.withPropertyValues("spring.security.oauth2.client.registration.github.client-id=a",
					"spring.security.oauth2.client.registration.github.client-secret=b")
			.run((context) -> assertThat(
					registration(context.getBean(ClientRegistrationRepository.class), "github").getClientId())
				.isEqualTo("a"));
	}

	@Test
	void grantsOfOtherRegistrationsStayOutOfTheConnections() {
		this.runner
			.withPropertyValues("spring.security.oauth2.client.registration.github.client-id=a",
					"spring.security.oauth2.client.registration.github.client-secret=b")
			.run((context) -> {
				OAuth2AuthorizedClientService service = context.getBean(OAuth2AuthorizedClientService.class);
				OAuth2AuthorizedClient client = new OAuth2AuthorizedClient(
						registration(context.getBean(ClientRegistrationRepository.class), "github"), "carol",
						new OAuth2AccessToken(TokenType.BEARER, "t", null, null));
				service.saveAuthorizedClient(client, new TestingAuthenticationToken("carol", ""));
				assertThat((Object) service.loadAuthorizedClient("github", "carol")).isNotNull();
				assertThat(context.getBean(Connections.class).counts().connected()).isZero();
				service.removeAuthorizedClient("github", "carol");
				assertThat((Object) service.loadAuthorizedClient("github", "carol")).isNull();
			});
	}

	@Test
	void otherRegistrationsAreAuthorizedAsWithoutTheGateway() {
		this.runner.withUserConfiguration(HostTokenClient.class)
			.withConfiguration(AutoConfigurations.of(OAuth2ClientWebSecurityAutoConfiguration.class))
			.withPropertyValues("spring.security.oauth2.client.registration.billing.client-id=a",
					"spring.security.oauth2.client.registration.billing.client-secret=b",
					"spring.security.oauth2.client.registration.billing.authorization-grant-type=client_credentials",
					"spring.security.oauth2.client.provider.billing.token-uri=https://billing.example/token")
			.run((context) -> {
				MockHttpServletRequest request = new MockHttpServletRequest();
				OAuth2AuthorizedClient client = context.getBean(OAuth2AuthorizedClientManager.class)
					.authorize(OAuth2AuthorizeRequest.withClientRegistrationId("billing")
						.principal(new TestingAuthenticationToken("carol", ""))
						.attribute(HttpServletRequest.class.getName(), request)
						.attribute(HttpServletResponse.class.getName(), new MockHttpServletResponse())
						.build());
				assertThat(client).isNotNull()
					.extracting((one) -> one.getAccessToken().getTokenValue())
					.isEqualTo("token-of-host");
			});
	}

	@Test
	void storeAndManagerAreTheConnections() {
		this.runner.run((context) -> {
			assertThat(context.getBean(OAuth2AuthorizedClientService.class))
				.isInstanceOf(ConnectionAuthorizedClientService.class);
			assertThat(context.getBean(OAuth2AuthorizedClientManager.class))
				.isInstanceOf(ConnectionAuthorizedClientManager.class);
		});
	}

	@Test
	void hostKeepsItsOwnStoreAndManager() {
		this.runner.withUserConfiguration(HostConfiguration.class).run((context) -> {
			assertThat(context).doesNotHaveBean(ConnectionAuthorizedClientService.class)
				.doesNotHaveBean(ConnectionAuthorizedClientManager.class)
				.hasSingleBean(OAuth2AuthorizedClientManager.class);
		});
	}

	@Test
	void hostWithActuatorSeesGrantsInItsMetricsAndHealth() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(ConnectionMetrics.class)
			.hasSingleBean(GrantsHealthIndicator.class));
	}

	@Test
	void hostWithoutActuatorNeedsNone() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer", "org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(OAuth2AuthorizedClientManager.class)
				.doesNotHaveBean("spotifyGatewayConnectionMetrics")
				.doesNotHaveBean("spotifyGatewayGrantsHealthIndicator"));
	}

	private static ClientRegistration registration(ClientRegistrationRepository registrations, String id) {
		ClientRegistration registration = registrations.findByRegistrationId(id);
		assertThat(registration).isNotNull();
		return registration;
	}

	@Configuration(proxyBeanMethods = false)
	static class HostTokenClient {

		@Bean
		OAuth2AccessTokenResponseClient<OAuth2ClientCredentialsGrantRequest> hostTokenClient() {
			return (request) -> OAuth2AccessTokenResponse.withToken("token-of-host")
				.tokenType(TokenType.BEARER)
				.expiresIn(60)
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HostConfiguration {

		@Bean
		OAuth2AuthorizedClientService hostService(ClientRegistrationRepository registrations) {
			return new InMemoryOAuth2AuthorizedClientService(registrations);
		}

		@Bean
		OAuth2AuthorizedClientManager hostManager() {
			return (request) -> null;
		}

	}

}
