package io.github.spotifygateway.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.util.StringUtils;

/**
 * What an API token allows. No scope holds another: a token that reads and controls has
 * both.
 */
enum ApiTokenScope {

	/** Every {@code GET}, of {@code /api/me/**} and of {@code /v1/**}. */
	READ,

	/** Calls of {@code /v1/**} that control the player. */
	PLAYER,

	/** Calls of {@code /v1/**} that change what the user saved and follows. */
	LIBRARY,

	/** Calls of {@code /v1/**} that change the user's playlists. */
	PLAYLISTS,

	/** Every call of {@code /v1/**}. */
	RAW;

	/** What a token allows that was asked for without a word about it. */
	static final Set<ApiTokenScope> LEAST = Set.of(READ);

	private static final String AUTHORITY_PREFIX = "SCOPE_";

	/**
	 * Read the scopes that someone asks for.
	 * @throws UnknownScopeException if there is none, or one that does not exist
	 */
	static Set<ApiTokenScope> parse(Collection<String> names) {
		Set<ApiTokenScope> scopes = EnumSet.noneOf(ApiTokenScope.class);
		for (String name : names) {
			scopes.add(of(name).orElseThrow(UnknownScopeException::new));
		}
		if (scopes.isEmpty()) {
			throw new UnknownScopeException();
		}
		return scopes;
	}

	/**
	 * Read stored scopes. One that a later version stored allows nothing here.
	 */
	static Set<ApiTokenScope> read(String stored) {
		return Arrays.stream(StringUtils.tokenizeToStringArray(stored, " "))
			.flatMap((name) -> of(name).stream())
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(ApiTokenScope.class)));
	}

	/**
	 * Scopes as they are stored, and as OAuth writes them: separated by spaces.
	 */
	static String write(Set<ApiTokenScope> scopes) {
		return scopes.stream().map(ApiTokenScope::toString).collect(Collectors.joining(" "));
	}

	/**
	 * The scope that an authority stands for, if it is one of these.
	 */
	static Optional<ApiTokenScope> of(GrantedAuthority authority) {
		return Arrays.stream(values()).filter((scope) -> scope.authority().equals(authority)).findFirst();
	}

	GrantedAuthority authority() {
		return new SimpleGrantedAuthority(AUTHORITY_PREFIX + this);
	}

	@JsonValue
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	private static Optional<ApiTokenScope> of(String name) {
		return Arrays.stream(values()).filter((scope) -> scope.toString().equals(name)).findFirst();
	}

}
