package io.github.spotifygateway.connection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A user's grant at Spotify, without its tokens.
 *
 * @param id the connection's own id; it stays when the grant is renewed
 * @param registrationId the client registration that holds the grant
 * @param principalName the user, as Spring Security names the principal
 * @param accountId Spotify's {@code account_id} of the user, when Spotify gave one
 * @param scopes what Spotify granted, which may be less than what was asked for
 * @param authorizedAt when the user consented
 * @param reauthorizeBy when Spotify ends the grant, whatever happens
 * @param state whether it can be used
 */
public record Connection(String id, String registrationId, String principalName, @Nullable String accountId,
		Set<String> scopes, Instant authorizedAt, Instant reauthorizeBy, ConnectionState state) {

	private static final int LIFETIME_IN_MONTHS = 6;

	/**
	 * When Spotify ends a grant.
	 * @param authorizedAt when the user consented
	 * @return six months later
	 * @see <a href=
	 * "https://developer.spotify.com/documentation/web-api/tutorials/refreshing-tokens">
	 * Spotify, Refreshing tokens</a>
	 */
	static Instant reauthorizeBy(Instant authorizedAt) {
		return authorizedAt.atOffset(ZoneOffset.UTC).plusMonths(LIFETIME_IN_MONTHS).toInstant();
	}

}
