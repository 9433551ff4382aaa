package io.github.spotifygateway.relay;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.github.spotifygateway.spotify.WebApiOperation;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * What of the Web API a caller's way in allows: a signed-in browser everything, an API
 * token what its scopes say.
 */
final class TokenScopes {

	private static final String PREFIX = "SCOPE_";

	private static final String EVERYTHING = PREFIX + "raw";

	private TokenScopes() {
	}

	/**
	 * The scope that an API token would need.
	 * @return the least scope, empty if the caller may go on
	 */
	static Optional<String> missing(Authentication caller, WebApiOperation operation) {
		Set<String> authorities = AuthorityUtils.authorityListToSet(caller.getAuthorities());
		String needed = operation.isRead() ? "read" : operation.area().name().toLowerCase(Locale.ROOT);
		boolean allowed = authorities.contains(FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY)
				|| authorities.contains(EVERYTHING) || authorities.contains(PREFIX + needed);
		return allowed ? Optional.empty() : Optional.of(needed);
	}

}
