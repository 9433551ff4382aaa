package io.github.spotifygateway.spotify;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * What of the Web API a caller's way in allows: a signed-in browser everything, an API
 * token what its scopes say.
 */
public final class TokenScopes {

	private static final String PREFIX = "SCOPE_";

	private static final String EVERYTHING = PREFIX + "raw";

	private TokenScopes() {
	}

	/**
	 * Demand that a caller's way in allows a call.
	 * @param caller the caller
	 * @param operation what is to be called
	 * @throws InsufficientTokenScopeException if its token lacks a scope
	 */
	public static void require(Authentication caller, WebApiOperation operation) {
		missing(caller, operation).ifPresent((scope) -> {
			throw new InsufficientTokenScopeException(scope);
		});
	}

	/**
	 * Whether a caller came with a token that says what it may be used for.
	 * @param caller the caller
	 * @return {@code false} if it may do whatever its user may
	 */
	public static boolean limit(Authentication caller) {
		return AuthorityUtils.authorityListToSet(caller.getAuthorities())
			.stream()
			.anyMatch((authority) -> authority.startsWith(PREFIX));
	}

	/**
	 * The scope that an API token would need.
	 * @param caller the caller
	 * @param operation what is to be called
	 * @return the least scope, empty if the caller may go on
	 */
	public static Optional<String> missing(Authentication caller, WebApiOperation operation) {
		Set<String> authorities = AuthorityUtils.authorityListToSet(caller.getAuthorities());
		String needed = operation.isRead() ? "read" : operation.area().name().toLowerCase(Locale.ROOT);
		boolean allowed = authorities.contains(FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY)
				|| authorities.contains(EVERYTHING) || authorities.contains(PREFIX + needed);
		return allowed ? Optional.empty() : Optional.of(needed);
	}

}
