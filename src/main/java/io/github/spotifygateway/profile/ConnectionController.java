package io.github.spotifygateway.profile;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.Connections;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/me/connection}: what the caller granted at Spotify and until when. Reading
 * is for a session and for an API token, disconnecting for a session only.
 */
@RestController
@RequestMapping("/api/me/connection")
class ConnectionController {

	private final Connections connections;

	ConnectionController(Connections connections) {
		this.connections = connections;
	}

	/**
	 * {@code GET /api/me/connection}.
	 * @param authentication the caller
	 * @return the caller's grant, without its tokens
	 */
	@GetMapping
	Grant grant(Authentication authentication) {
		return this.connections.find(authentication.getName())
			.map(Grant::of)
			.orElseThrow(() -> new ClientAuthorizationRequiredException(Connections.REGISTRATION_ID));
	}

	/**
	 * {@code DELETE /api/me/connection}. Deletes the caller's Spotify tokens and API
	 * tokens here; at Spotify, the user removes the app under
	 * https://www.spotify.com/account/apps/.
	 * @param authentication the caller
	 */
	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void disconnect(Authentication authentication) {
		this.connections.disconnect(authentication.getName());
	}

	/**
	 * A grant.
	 *
	 * @param state {@code connected}, or {@code reauthorize} when the user must sign in
	 * again
	 * @param scopes what Spotify granted
	 * @param authorizedAt when the user consented
	 * @param reauthorizeBy when Spotify ends the grant
	 */
	record Grant(String state, Set<String> scopes, Instant authorizedAt, Instant reauthorizeBy) {

		static Grant of(Connection connection) {
			return new Grant(connection.state().name().toLowerCase(Locale.ROOT), new TreeSet<>(connection.scopes()),
					connection.authorizedAt(), connection.reauthorizeBy());
		}

	}

}
