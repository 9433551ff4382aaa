package io.github.spotifygateway.connection;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spotifygateway.web.GatewayCaller;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.user.DefaultOAuth2User;

/**
 * Somebody who gave the gateway a grant at Spotify.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
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
	 * Read a user from a session that is kept as JSON.
	 */
	@JsonCreator
	static SpotifyUser of(@JsonProperty("attributes") Map<String, Object> attributes) {
		return new SpotifyUser(String.valueOf(attributes.get(NAME)), (String) attributes.get(ACCOUNT_ID));
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
