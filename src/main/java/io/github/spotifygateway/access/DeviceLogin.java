package io.github.spotifygateway.access;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A device's wish for an API token.
 *
 * @param clientName what the device calls itself
 * @param scopes what the token shall allow
 * @param askedFrom the address it asked from
 * @param askedAt when it asked
 * @param expiresAt when its codes end
 * @param state what became of it
 * @param connectionId the connection of the user who approved it
 * @param pollInterval seconds the device must let pass between two questions
 */
record DeviceLogin(String clientName, Set<ApiTokenScope> scopes, String askedFrom, Instant askedAt, Instant expiresAt,
		State state, @Nullable String connectionId, int pollInterval) {

	/**
	 * What became of a device login. One whose token was fetched is no longer there.
	 */
	enum State {

		/** Nobody decided yet. */
		PENDING,

		/** A user approved: the token can be fetched. */
		APPROVED,

		/** A user refused, or had no room for the token. */
		REFUSED

	}

}
