package io.github.spotifygateway.web;

import java.util.List;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * A user of a host application, who may have any name there, that of a Spotify account
 * among them. The name of the connection is another one. What authorities of the host
 * mean here, nobody has said, so they are left out.
 */
final class HostUser extends AbstractAuthenticationToken implements GatewayCaller {

	/** No user of Spotify or of a company has a name that begins like this. */
	private static final String PREFIX = "host:";

	private final Authentication asLetIn;

	private final String principalName;

	HostUser(Authentication user) {
		super(List.of());
		this.asLetIn = user;
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

	/**
	 * The user as the host application knows it.
	 */
	Authentication asLetIn() {
		return this.asLetIn;
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
