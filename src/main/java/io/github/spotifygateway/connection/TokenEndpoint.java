package io.github.spotifygateway.connection;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.spotifygateway.connection.TokenEndpointException.Reason;
import io.github.spotifygateway.upstream.UpstreamHttpClient;

import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.DefaultMapOAuth2AccessTokenResponseConverter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.util.Assert;
import org.springframework.web.client.RestClient;

/**
 * Spotify's token endpoint, called with deadlines and without following redirects.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749, Token
 * endpoint</a>
 */
public final class TokenEndpoint {

	private static final int DEFAULT_EXPIRES_IN = 300;

	private static final int MOST_REDEMPTIONS = 20;

	private final Semaphore redemptions = new Semaphore(MOST_REDEMPTIONS);

	private final RestClientAuthorizationCodeTokenResponseClient authorizationCodeClient = new RestClientAuthorizationCodeTokenResponseClient();

	private final RestClientRefreshTokenTokenResponseClient refreshTokenClient = new RestClientRefreshTokenTokenResponseClient();

	private final RestClientClientCredentialsTokenResponseClient clientCredentialsClient = new RestClientClientCredentialsTokenResponseClient();

	private final AtomicBoolean clientRefused = new AtomicBoolean();

	private final long repeatWithinNanos;

	TokenEndpoint(UpstreamHttpClient httpClient, RefreshProperties properties) {
		RestClient restClient = restClient(httpClient, properties.deadline());
		this.repeatWithinNanos = properties.lease().minus(properties.deadline()).dividedBy(2).toNanos();
		this.authorizationCodeClient.setRestClient(restClient);
		this.refreshTokenClient.setRestClient(restClient);
		this.clientCredentialsClient.setRestClient(restClient);
	}

	/**
	 * The client that redeems an authorization code.
	 * @return the client
	 */
	public OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> authorizationCodeClient() {
		return this::redeem;
	}

	/**
	 * Whether Spotify refused the gateway's client id and secret when this node last
	 * brought them.
	 * @return {@code false} also as long as it has not brought them
	 */
	public boolean isClientRefused() {
		return this.clientRefused.get();
	}

	/**
	 * Anyone can send a callback with an invented code: only a few at a time may occupy
	 * connections that signed-in users need.
	 */
	private OAuth2AccessTokenResponse redeem(OAuth2AuthorizationCodeGrantRequest request) {
		if (!this.redemptions.tryAcquire()) {
			throw new OAuth2AuthorizationException(new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE,
					"Too many logins at the same time", null));
		}
		try {
			return noting(() -> this.authorizationCodeClient.getTokenResponse(request));
		}
		finally {
			this.redemptions.release();
		}
	}

	/**
	 * Refresh a token. The answer holds the old refresh token when Spotify sent none. One
	 * that got lost is asked for once more, if the lease then still outlasts the call:
	 * Spotify has refreshed already, and everyone is waiting for it.
	 */
	OAuth2AccessTokenResponse refresh(OAuth2RefreshTokenGrantRequest request) {
		long start = System.nanoTime();
		try {
			return noting(() -> this.refreshTokenClient.getTokenResponse(request));
		}
		catch (OAuth2AuthorizationException ex) {
			if (!UpstreamHttpClient.isAnswerLost(ex) || System.nanoTime() - start > this.repeatWithinNanos) {
				throw ex;
			}
			return noting(() -> this.refreshTokenClient.getTokenResponse(request));
		}
	}

	/**
	 * Get a token for the app itself, which belongs to no user.
	 */
	OAuth2AccessTokenResponse clientCredentials(OAuth2ClientCredentialsGrantRequest request) {
		return noting(() -> this.clientCredentialsClient.getTokenResponse(request));
	}

	private OAuth2AccessTokenResponse noting(Supplier<OAuth2AccessTokenResponse> call) {
		try {
			OAuth2AccessTokenResponse response = call.get();
			this.clientRefused.set(false);
			return response;
		}
		catch (OAuth2AuthorizationException ex) {
			if (Reason.of(ex) == Reason.CLIENT_REFUSED) {
				this.clientRefused.set(true);
			}
			else if (OAuth2ErrorCodes.INVALID_GRANT.equals(ex.getError().getErrorCode())) {
				// whoever is told this was let in
				this.clientRefused.set(false);
			}
			throw ex;
		}
	}

	private static RestClient restClient(UpstreamHttpClient httpClient, Duration deadline) {
		OAuth2AccessTokenResponseHttpMessageConverter converter = new OAuth2AccessTokenResponseHttpMessageConverter();
		converter.setAccessTokenResponseConverter(TokenEndpoint::convert);
		return httpClient.restClient(deadline, deadline).configureMessageConverters((converters) -> {
			converters.addCustomConverter(new FormHttpMessageConverter());
			converters.addCustomConverter(converter);
		}).defaultStatusHandler(new OAuth2ErrorResponseErrorHandler()).build();
	}

	private static OAuth2AccessTokenResponse convert(Map<String, Object> parameters) {
		requireText(parameters, OAuth2ParameterNames.ACCESS_TOKEN);
		requireText(parameters, OAuth2ParameterNames.REFRESH_TOKEN);
		Map<String, Object> complete = new HashMap<>(parameters);
		// without it, Spring Security would take the token to be over within a second
		complete.putIfAbsent(OAuth2ParameterNames.EXPIRES_IN, DEFAULT_EXPIRES_IN);
		return Objects.requireNonNull(new DefaultMapOAuth2AccessTokenResponseConverter().convert(complete));
	}

	// Spring Security would take the text of anything else for a token
	private static void requireText(Map<String, Object> parameters, String name) {
		Object value = parameters.get(name);
		Assert.isTrue(value == null || value instanceof String, () -> name + " must be a string");
	}

}
