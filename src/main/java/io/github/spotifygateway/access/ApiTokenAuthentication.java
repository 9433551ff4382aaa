package io.github.spotifygateway.access;

import io.github.spotifygateway.access.ApiTokenRepository.Owned;
import io.github.spotifygateway.web.GatewayCaller;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * A caller known by an API token: its name is the owner's, its authorities are the
 * token's scopes. It never holds the secret.
 */
final class ApiTokenAuthentication extends AbstractAuthenticationToken implements GatewayCaller {

	private final String tokenId;

	private final String principalName;

	ApiTokenAuthentication(Owned owned) {
		super(owned.token().scopes().stream().map(ApiTokenScope::authority).toList());
		this.tokenId = owned.token().id();
		this.principalName = owned.principalName();
		setAuthenticated(true);
	}

	String tokenId() {
		return this.tokenId;
	}

	@Override
	public String getPrincipal() {
		return this.principalName;
	}

	@Override
	public String getCredentials() {
		return "";
	}

}
