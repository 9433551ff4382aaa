package io.github.spotifygateway.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.github.spotifygateway.connection.TokenEndpointException.Reason;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.lang.Contract;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.util.Assert;

/**
 * The app's own access token: one for everybody, for what needs no user. It lives in
 * memory only, since another one can be had at any time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, Client
 * Credentials Grant</a>
 */
public final class AppTokens {

	private static final Log logger = LogFactory.getLog(AppTokens.class);

	private static final Duration BEFORE_EXPIRY = Duration.ofMinutes(1);

	private final TokenEndpoint tokenEndpoint;

	private final ClientRegistrationRepository registrations;

	private final Duration pause;

	private final Clock clock;

	private final AtomicReference<@Nullable OAuth2AccessToken> token = new AtomicReference<>();

	private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

	AppTokens(TokenEndpoint tokenEndpoint, ClientRegistrationRepository registrations, Duration pause, Clock clock) {
		this.tokenEndpoint = tokenEndpoint;
		this.registrations = registrations;
		this.pause = pause;
		this.clock = clock;
	}

	/**
	 * An access token that is good for a minute at least.
	 * @param refused one that Spotify refused, which is not given out again
	 * @return the token
	 * @throws TokenEndpointException if Spotify gives none, or gave none a moment ago
	 */
	public String accessToken(@Nullable String refused) {
		OAuth2AccessToken current = this.token.get();
		return (isGood(current, refused) ? current : fetch(refused)).getTokenValue();
	}

	/**
	 * One asks, the others wait for what comes of it.
	 */
	private synchronized OAuth2AccessToken fetch(@Nullable String refused) {
		OAuth2AccessToken current = this.token.get();
		if (isGood(current, refused)) {
			return current;
		}
		checkPause();
		try {
			return request();
		}
		catch (TokenEndpointException ex) {
			logger.warn("Spotify's token endpoint gave no token for the app [" + ex.getReason() + "]");
			throw ex;
		}
	}

	/**
	 * Get another token even if there is a good one: whether Spotify gives it tells
	 * whether it accepts the client id and secret.
	 * @throws TokenEndpointException if Spotify gives none, or gave none a moment ago
	 */
	public synchronized void renew() {
		checkPause();
		request();
	}

	private void checkPause() {
		Failure last = this.failure.get();
		if (last != null && this.clock.instant().isBefore(last.until())) {
			throw new TokenEndpointException(Connections.REGISTRATION_ID, last.reason(), null);
		}
	}

	private OAuth2AccessToken request() {
		try {
			OAuth2AccessToken fetched = this.tokenEndpoint
				.clientCredentials(new OAuth2ClientCredentialsGrantRequest(registration()))
				.getAccessToken();
			this.token.set(fetched);
			return fetched;
		}
		catch (OAuth2AuthorizationException ex) {
			throw failed(Reason.of(ex), ex);
		}
	}

	private TokenEndpointException failed(Reason reason, OAuth2AuthorizationException ex) {
		this.failure.set(new Failure(reason, this.clock.instant().plus(this.pause)));
		return new TokenEndpointException(Connections.REGISTRATION_ID, reason, ex);
	}

	@Contract("null, _ -> false")
	private boolean isGood(@Nullable OAuth2AccessToken candidate, @Nullable String refused) {
		return candidate != null && !candidate.getTokenValue().equals(refused)
				&& Objects.requireNonNull(candidate.getExpiresAt()).minus(BEFORE_EXPIRY).isAfter(this.clock.instant());
	}

	private ClientRegistration registration() {
		ClientRegistration spotify = this.registrations.findByRegistrationId(Connections.REGISTRATION_ID);
		Assert.notNull(spotify, "client registration [spotify] must be configured");
		// made anew because scopes are a user's to grant
		return ClientRegistration.withRegistrationId(Connections.REGISTRATION_ID)
			.clientId(spotify.getClientId())
			.clientSecret(spotify.getClientSecret())
			.clientAuthenticationMethod(spotify.getClientAuthenticationMethod())
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.tokenUri(spotify.getProviderDetails().getTokenUri())
			.build();
	}

	private record Failure(Reason reason, Instant until) {
	}

}
