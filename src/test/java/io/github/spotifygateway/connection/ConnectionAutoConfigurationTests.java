package io.github.spotifygateway.connection;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

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
				.doesNotHaveBean("connectionMetrics")
				.doesNotHaveBean("spotifyGrantsHealthIndicator"));
	}

	private static ClientRegistration registration(ClientRegistrationRepository registrations, String id) {
		ClientRegistration registration = registrations.findByRegistrationId(id);
		assertThat(registration).isNotNull();
		return registration;
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
