package io.github.spotifygateway.jwt;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What a token allows, by the values of one of its claims. A value that the settings do
 * not name allows nothing.
 */
final class ScopeMapping {

	private static final String AUTHORITY_PREFIX = "SCOPE_";

	private final String claim;

	private final Map<String, List<String>> scopesByValue;

	ScopeMapping(String claim, Map<String, List<String>> scopesByValue) {
		this.claim = claim;
		this.scopesByValue = Map.copyOf(scopesByValue);
	}

	Set<GrantedAuthority> authorities(Jwt jwt) {
		return values(find(jwt.getClaims()))
			.flatMap((value) -> this.scopesByValue.getOrDefault(value, List.of()).stream())
			.map((scope) -> new SimpleGrantedAuthority(AUTHORITY_PREFIX + scope))
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * The claim of that very name, else the one a path leads to.
	 */
	private @Nullable Object find(Map<String, Object> claims) {
		if (claims.containsKey(this.claim)) {
			return claims.get(this.claim);
		}
		Object found = claims;
		for (String step : this.claim.split("\\.")) {
			found = (found instanceof Map<?, ?> map) ? map.get(step) : null;
		}
		return found;
	}

	/**
	 * A list, or as OAuth writes one: separated by spaces.
	 */
	private static Stream<String> values(@Nullable Object claim) {
		if (claim instanceof Collection<?> list) {
			return list.stream().filter(String.class::isInstance).map(String.class::cast);
		}
		return (claim instanceof String text) ? Arrays.stream(text.split(" ")) : Stream.empty();
	}

}
