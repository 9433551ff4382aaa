package io.github.spotifygateway.connection;

import java.util.List;
import java.util.Set;

import io.github.spotifygateway.startup.StartupFailure;
import io.github.spotifygateway.upstream.UpstreamProperties;
import io.github.spotifygateway.web.PublicUrl;

import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties.Provider;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties.Registration;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.util.CollectionUtils;
import org.springframework.util.StringUtils;

/**
 * Completes the registration {@code spotify} of {@code spring.security.oauth2.client}
 * with what is the same for everyone, and keeps all other registrations as they are
 * configured. Spotify has no OpenID Connect for third parties, so nothing is discovered.
 */
final class SpotifyClientRegistrations {

	private static final Set<String> DEFAULT_SCOPES = Set.of("user-read-private", "user-read-email",
			"user-read-currently-playing");

	private final PublicUrl publicUrl;

	private final UpstreamProperties upstream;

	SpotifyClientRegistrations(PublicUrl publicUrl, UpstreamProperties upstream) {
		this.publicUrl = publicUrl;
		this.upstream = upstream;
	}

	InMemoryClientRegistrationRepository create(OAuth2ClientProperties properties) {
		complete(requireCredentials(properties));
		properties.getProvider().put(Connections.REGISTRATION_ID, provider());
		return new InMemoryClientRegistrationRepository(
				List.copyOf(new OAuth2ClientPropertiesMapper(properties).asClientRegistrations().values()));
	}

	private static Registration requireCredentials(OAuth2ClientProperties properties) {
		Registration registration = properties.getRegistration().get(Connections.REGISTRATION_ID);
		if (registration == null || !StringUtils.hasText(registration.getClientId())
				|| !StringUtils.hasText(registration.getClientSecret())) {
			throw new StartupFailure("The client id and the client secret of your Spotify app are missing.", """
					Set the environment variables SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET to the values \
					that stand in Spotify's dashboard (https://developer.spotify.com/dashboard).
					To try the gateway without a Spotify account: mvn spring-boot:test-run""");
		}
		return registration;
	}

	private void complete(Registration registration) {
		registration.setProvider(Connections.REGISTRATION_ID);
		registration.setAuthorizationGrantType("authorization_code");
		registration.setRedirectUri(this.publicUrl.redirectUri());
		registration.setClientName("Spotify");
		if (CollectionUtils.isEmpty(registration.getScope())) {
			registration.setScope(DEFAULT_SCOPES);
		}
	}

	private Provider provider() {
		Provider provider = new Provider();
		provider.setAuthorizationUri(this.upstream.accountsUrl() + "/authorize");
		provider.setTokenUri(this.upstream.accountsUrl() + "/api/token");
		provider.setUserInfoUri(this.upstream.apiUrl() + "/v1/me");
		return provider;
	}

}
