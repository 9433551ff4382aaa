package io.github.spotifygateway.playback;

import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.spotify.GrantedScopes;
import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.WebApiOperation;

import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;

/**
 * Demands what reads of the Web API need before they are made, as the catalogue has it.
 */
final class GrantedReads {

	private final OperationCatalogue catalogue;

	private final Connections connections;

	GrantedReads(OperationCatalogue catalogue, Connections connections) {
		this.catalogue = catalogue;
		this.connections = connections;
	}

	/**
	 * Demand that a caller granted what a read needs.
	 * @param principalName the caller, as Spring Security names the principal
	 * @param path the path that is read
	 * @return the caller's grant
	 * @throws io.github.spotifygateway.spotify.InsufficientScopeException if the user did
	 * not grant it
	 */
	Connection require(String principalName, String path) {
		WebApiOperation operation = this.catalogue.at(path).get(HttpMethod.GET);
		Assert.state(operation != null, "Only what is in the catalogue is read");
		Connection connection = this.connections.require(principalName);
		GrantedScopes.require(connection, operation);
		return connection;
	}

}
