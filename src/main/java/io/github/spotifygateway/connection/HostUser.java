package io.github.spotifygateway.connection;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * A user of a host application, who may have any name there, that of a Spotify account
 * among them. The name of the connection is another one.
 */
final class HostUser extends AbstractAuthenticationToken implements GatewayCaller {

	/** No user of Spotify or of a company has a name that begins like this. */
	private static final String PREFIX = "host:";

	private final String principalName;

	HostUser(Authentication user) {
		super(user.getAuthorities());
		this.principalName = principalName(user.getName());
		setAuthenticated(user.isAuthenticated());
	}

	/**
	 * The name of a user's connection.
	 */
	static String principalName(String nameAtHost) {
		return PREFIX + nameAtHost;
	}

	/**
	 * What a connection's user is called where Spring Security knows it.
	 */
	static String nameAtHost(String principalName) {
		return principalName.startsWith(PREFIX) ? principalName.substring(PREFIX.length()) : principalName;
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
