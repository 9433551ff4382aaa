package io.github.spotifygateway.connection;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.user.DefaultOAuth2User;

/**
 * Somebody who gave the gateway a grant at Spotify.
 */
public final class SpotifyUser extends DefaultOAuth2User implements GatewayCaller {

	private static final long serialVersionUID = 1;

	private static final String NAME = "name";

	private static final String ACCOUNT_ID = "account_id";

	/**
	 * Create a user.
	 * @param principalName the name of the connection
	 * @param accountId Spotify's {@code account_id}, when Spotify gave one
	 */
	public SpotifyUser(String principalName, @Nullable String accountId) {
		super(Set.of(), attributes(principalName, accountId), NAME);
	}

	/**
	 * Spotify's {@code account_id}.
	 * @return the id, when Spotify gave one
	 */
	public @Nullable String accountId() {
		return getAttribute(ACCOUNT_ID);
	}

	private static Map<String, Object> attributes(String principalName, @Nullable String accountId) {
		Map<String, Object> attributes = new HashMap<>();
		attributes.put(NAME, principalName);
		if (accountId != null) {
			attributes.put(ACCOUNT_ID, accountId);
		}
		return attributes;
	}

}
