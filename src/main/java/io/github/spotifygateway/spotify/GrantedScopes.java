package io.github.spotifygateway.spotify;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.Connections;

import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;

/**
 * What a user granted, asked before a call that cannot succeed without it.
 */
public final class GrantedScopes {

	private final Connections connections;

	GrantedScopes(Connections connections) {
		this.connections = connections;
	}

	/**
	 * Demand that a grant has at least one of some scopes.
	 * @param connection the user's grant
	 * @param scopes the scopes of which one is enough; the first is asked for when all
	 * are missing
	 * @throws InsufficientScopeException if it has none of them
	 */
	public static void requireAnyOf(Connection connection, String... scopes) {
		if (Arrays.stream(scopes).noneMatch(connection.scopes()::contains)) {
			throw new InsufficientScopeException(List.of(scopes[0]));
		}
	}

	/**
	 * Demand that a caller may make a call as far as Spotify is concerned.
	 * @param principalName the name of the caller's connection
	 * @param operation what is to be called
	 * @throws InsufficientScopeException if the user did not grant what it needs
	 * @throws ClientAuthorizationRequiredException if it needs a user's grant and there
	 * is none
	 */
	public void require(String principalName, WebApiOperation operation) {
		Optional<Connection> connection = this.connections.find(principalName);
		if (connection.isPresent() || !operation.needsNoUser()) {
			require(connection.orElseThrow(GrantedScopes::none), operation);
		}
	}

	/**
	 * Demand that a grant has what a call needs.
	 * @param connection the user's grant
	 * @param operation what is to be called
	 * @throws InsufficientScopeException if the user did not grant it
	 */
	public static void require(Connection connection, WebApiOperation operation) {
		List<String> missing = operation.missingScopes(connection.scopes());
		if (!missing.isEmpty()) {
			throw new InsufficientScopeException(missing);
		}
	}

	private static ClientAuthorizationRequiredException none() {
		return new ClientAuthorizationRequiredException(Connections.REGISTRATION_ID);
	}

}
