package io.github.spotifygateway.playback;

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

	private final GrantedScopes scopes;

	GrantedReads(OperationCatalogue catalogue, GrantedScopes scopes) {
		this.catalogue = catalogue;
		this.scopes = scopes;
	}

	/**
	 * Demand that a caller granted what a read needs.
	 * @param principalName the caller, as Spring Security names the principal
	 * @param path the path that is read
	 * @throws io.github.spotifygateway.spotify.InsufficientScopeException if the user did
	 * not grant it
	 */
	void require(String principalName, String path) {
		WebApiOperation operation = this.catalogue.at(path).get(HttpMethod.GET);
		Assert.state(operation != null, "Only what is in the catalogue is read");
		this.scopes.require(principalName, operation);
	}

}
