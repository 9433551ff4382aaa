package io.github.spotifygateway.spotify;

import java.util.List;
import java.util.function.Supplier;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.web.GatewayCaller;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;

/**
 * The user a call to Spotify is made for: who makes the request that this thread serves,
 * or for whom the gateway itself asks.
 */
public final class Caller {

	private Caller() {
	}

	/**
	 * Make calls for a user without a request of that user.
	 * @param <T> the type of the result
	 * @param principalName the name of the user's connection
	 * @param calls makes the calls
	 * @return what they gave
	 */
	public static <T> T actingFor(String principalName, Supplier<T> calls) {
		SecurityContext before = SecurityContextHolder.getContext();
		SecurityContextHolder.setContext(new SecurityContextImpl(new AbsentUser(principalName)));
		try {
			return calls.get();
		}
		finally {
			SecurityContextHolder.setContext(before);
		}
	}

	/**
	 * The caller.
	 * @return whoever the gateway let in, under the name of its connection
	 * @throws ClientAuthorizationRequiredException if there is none
	 */
	public static Authentication current() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication == null || GatewayCaller.isNobody(authentication)) {
			throw new ClientAuthorizationRequiredException(Connections.REGISTRATION_ID);
		}
		return GatewayCaller.of(authentication);
	}

	/**
	 * A user for whom the gateway itself asks.
	 */
	private static final class AbsentUser extends AbstractAuthenticationToken implements GatewayCaller {

		private final String principalName;

		AbsentUser(String principalName) {
			super(List.of());
			this.principalName = principalName;
			setAuthenticated(true);
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

}
