package io.github.spotifygateway.jwt;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a token allows.
 */
class ScopeMappingTests {

	@ParameterizedTest
	@MethodSource("claims")
	void valuesOfTheClaimAllowWhatTheyAreMappedTo(String claim, Map<String, Object> claims) {
		ScopeMapping mapping = new ScopeMapping(claim,
				Map.of("spotify.read", List.of("read"), "spotify.all", List.of("read", "raw")));
		assertThat(authorities(mapping, claims)).containsExactlyInAnyOrder("SCOPE_read", "SCOPE_raw");
	}

	static Stream<Arguments> claims() {
		return Stream.of(Arguments.of("scope", Map.of("scope", "openid spotify.read spotify.all")),
				Arguments.of("scp", Map.of("scp", "spotify.all", "scope", "x")),
				Arguments.of("permissions", Map.of("permissions", List.of("spotify.all", 1, "x"))),
				Arguments.of("realm_access.roles", Map.of("realm_access", Map.of("roles", List.of("spotify.all")))),
				Arguments.of("https://acme.test/roles", Map.of("https://acme.test/roles", List.of("spotify.all"))));
	}

	@ParameterizedTest
	@MethodSource("nothing")
	void whatIsNotMappedAllowsNothing(Map<String, Object> claims) {
		ScopeMapping mapping = new ScopeMapping("scope", Map.of("spotify.read", List.of("read")));
		assertThat(authorities(mapping, claims)).isEmpty();
	}

	static Stream<Map<String, Object>> nothing() {
		return Stream.of(Map.of("sub", "x"), Map.of("scope", ""), Map.of("scope", "read SCOPE_read spotify.READ"),
				Map.of("scope", "spotify.read,x"), Map.of("scope", Map.of("spotify.read", true)),
				Map.of("scope", List.of(List.of("spotify.read"))), Map.of("scp", "spotify.read"));
	}

	@Test
	void nothingIsMappedUnlessTheSettingsSaySo() {
		ScopeMapping mapping = new ScopeMapping("scope", Map.of());
		assertThat(authorities(mapping, Map.of("scope", "read player library playlists raw"))).isEmpty();
	}

	private static List<String> authorities(ScopeMapping mapping, Map<String, Object> claims) {
		Jwt jwt = new Jwt("token", null, null, Map.of("alg", "RS256"), claims);
		return mapping.authorities(jwt).stream().map(Object::toString).toList();
	}

}
