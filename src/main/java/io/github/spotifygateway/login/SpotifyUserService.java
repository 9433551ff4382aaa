package io.github.spotifygateway.login;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spotifygateway.connection.SpotifyUser;
import io.github.spotifygateway.spotify.SpotifyApi;
import io.github.spotifygateway.spotify.SpotifyError;
import io.github.spotifygateway.spotify.SpotifyException;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.web.client.RestClientException;

/**
 * Learns who signed in. The principal is Spotify's {@code account_id}, else its
 * {@code id}, marked as such so that no id can pass for an account's. Neither can be
 * chosen by the user, as e-mail and display name can, nor be taken for a company's user
 * or a host application's. Nothing else of the profile is kept.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-current-users-profile">
 * Spotify, Get Current User's Profile</a>
 */
final class SpotifyUserService implements OAuth2UserService<OAuth2UserRequest, OAuth2User> {

	private static final Pattern IDENTIFIER = Pattern.compile("(?!jwt:|host:)[\\p{L}\\p{N}\\p{P}\\p{S}]{1,200}");

	private final SpotifyApi spotifyApi;

	SpotifyUserService(SpotifyApi spotifyApi) {
		this.spotifyApi = spotifyApi;
	}

	@Override
	public OAuth2User loadUser(OAuth2UserRequest userRequest) {
		User user = fetch(userRequest.getAccessToken());
		if (user == null || !isIdentifier(user.id())) {
			throw failure(LoginFailure.SPOTIFY_ERROR, null);
		}
		String accountId = user.accountId();
		if (accountId != null && isIdentifier(accountId)) {
			return new SpotifyUser(accountId, accountId);
		}
		return new SpotifyUser("id:" + user.id(), null);
	}

	private static boolean isIdentifier(@Nullable String text) {
		return text != null && IDENTIFIER.matcher(text).matches();
	}

	private @Nullable User fetch(OAuth2AccessToken accessToken) {
		try {
			return this.spotifyApi.withoutToken()
				.get()
				.uri("/v1/me")
				.headers((headers) -> headers.setBearerAuth(accessToken.getTokenValue()))
				.attribute(SpotifyApi.GRANTED_SCOPES, accessToken.getScopes())
				.retrieve()
				.body(User.class);
		}
		catch (SpotifyException ex) {
			throw failure(failure(ex.getError()), ex);
		}
		catch (RestClientException ex) {
			throw failure(LoginFailure.SPOTIFY_UNAVAILABLE, ex);
		}
	}

	private static LoginFailure failure(SpotifyError error) {
		return switch (error) {
			case USER_NOT_REGISTERED -> LoginFailure.USER_NOT_REGISTERED;
			case OWNER_PREMIUM_REQUIRED -> LoginFailure.OWNER_PREMIUM_REQUIRED;
			case UNAVAILABLE, TIMED_OUT, RATE_LIMITED, QUOTA_EXCEEDED -> LoginFailure.SPOTIFY_UNAVAILABLE;
			default -> LoginFailure.SPOTIFY_ERROR;
		};
	}

	private static OAuth2AuthenticationException failure(LoginFailure failure, @Nullable Throwable cause) {
		return new OAuth2AuthenticationException(new OAuth2Error(failure.code()), failure.title(), cause);
	}

	private record User(@Nullable String id, @JsonProperty("account_id") @Nullable String accountId) {
	}

}
