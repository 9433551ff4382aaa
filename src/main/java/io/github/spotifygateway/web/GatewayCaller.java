package io.github.spotifygateway.web;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Marks a caller, or its principal, that the gateway itself let in: its name is that of a
 * connection, and nobody chose it. All others are users of a host application, who may be
 * called anything.
 */
public interface GatewayCaller {

	/**
	 * A caller by the name of its connection. Every authentication that may be a host
	 * application's comes by here before anything is looked up by its name.
	 * @param caller the caller, as Spring Security knows it
	 * @return the same if the gateway let it in, else a {@code host:} user, whose name is
	 * nobody else's
	 */
	static Authentication of(Authentication caller) {
		return include(caller) ? caller : new HostUser(caller);
	}

	/**
	 * A caller as whoever let it in knows it, for an authorized-client manager, which may
	 * be a host application's.
	 * @param caller the caller
	 * @return the host's own authentication of a {@code host:} user, else the same
	 */
	static Authentication asLetIn(Authentication caller) {
		return (caller instanceof HostUser user) ? user.asLetIn() : caller;
	}

	/**
	 * Whether the gateway itself let a caller in.
	 * @param caller the caller
	 * @return {@code false} for a host application's user
	 */
	static boolean include(Authentication caller) {
		return caller instanceof GatewayCaller || caller.getPrincipal() instanceof GatewayCaller;
	}

	/**
	 * Whether a caller is none that one could know by name.
	 * @param caller the caller
	 * @return {@code true} for a visitor who has not signed in
	 */
	static boolean isNobody(Authentication caller) {
		return !caller.isAuthenticated() || caller instanceof AnonymousAuthenticationToken;
	}

	/**
	 * The name of the connection that a bare name stands for. It is that of one of the
	 * gateway's own callers only while this thread serves that very caller.
	 * @param name the name, as Spring Security's authorized-client services get it
	 * @return the name of the connection
	 */
	static String connectionName(String name) {
		Authentication caller = SecurityContextHolder.getContext().getAuthentication();
		boolean own = caller != null && include(caller) && caller.getName().equals(name);
		return own ? name : HostUser.principalName(name);
	}

	/**
	 * What a connection's user is called where Spring Security knows it.
	 * @param connectionName the name of the connection
	 * @return the host application's name of a {@code host:} user, else the same
	 */
	static String nameAsLetIn(String connectionName) {
		return HostUser.nameAtHost(connectionName);
	}

}
