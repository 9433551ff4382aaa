package io.github.spotifygateway.connection;

import org.springframework.security.core.Authentication;

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
		boolean own = caller instanceof GatewayCaller || caller.getPrincipal() instanceof GatewayCaller;
		return own ? caller : new HostUser(caller);
	}

}
