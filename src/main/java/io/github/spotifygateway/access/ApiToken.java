package io.github.spotifygateway.access;

import java.time.Instant;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * An API token as its owner sees it: everything but its secret.
 *
 * @param id its public id
 * @param name what its owner calls it
 * @param hint beginning and end of the secret
 * @param scopes what it allows
 * @param createdAt when it was made
 * @param expiresAt when it ends
 * @param lastUsedAt when it was last used, to within five minutes; {@code null} if never
 */
@JsonInclude(Include.ALWAYS)
record ApiToken(String id, String name, String hint, Set<ApiTokenScope> scopes, Instant createdAt, Instant expiresAt,
		@Nullable Instant lastUsedAt) {

	/** Names: 1 to 60 printable characters, none of which changes how others look. */
	static final String NAME_FORM = "(?=.*[\\p{L}\\p{N}\\p{P}\\p{S}])"
			+ "(?:[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]|\\x{200D}){1,60}";

}
