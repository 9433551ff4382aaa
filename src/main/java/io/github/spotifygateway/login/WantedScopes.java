package io.github.spotifygateway.login;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.link.Link;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.StringUtils;

/**
 * The scopes a login asks for: the configured ones, those the signed-in user granted
 * before, and those the request wants on top, so that consent to one more loses none.
 *
 * @see <a href="https://developer.spotify.com/documentation/web-api/concepts/scopes">
 * Spotify, Scopes</a>
 */
final class WantedScopes {

	private static final Set<String> KNOWN = Set.of("ugc-image-upload", "user-read-playback-state",
			"user-modify-playback-state", "user-read-currently-playing", "app-remote-control", "streaming",
			"playlist-read-private", "playlist-read-collaborative", "playlist-modify-private", "playlist-modify-public",
			"user-follow-modify", "user-follow-read", "user-read-playback-position", "user-top-read",
			"user-read-recently-played", "user-library-modify", "user-library-read", "user-read-email",
			"user-read-private");

	private final Connections connections;

	WantedScopes(Connections connections) {
		this.connections = connections;
	}

	Set<String> union(Set<String> configured, @Nullable String parameter) {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		Set<String> scopes = withGranted(configured, (authentication != null) ? authentication.getName() : null);
		scopes.addAll(parse(parameter));
		return scopes;
	}

	/**
	 * The same for a company's user.
	 */
	Set<String> union(Set<String> configured, Link link) {
		Set<String> scopes = withGranted(configured, link.user().principalName());
		scopes.addAll(known(link.scopes()));
		return scopes;
	}

	/**
	 * Those of some scopes that a login can be asked for.
	 */
	static Set<String> known(Set<String> scopes) {
		return scopes.stream().filter(KNOWN::contains).collect(Collectors.toUnmodifiableSet());
	}

	private Set<String> withGranted(Set<String> configured, @Nullable String principalName) {
		Set<String> scopes = new TreeSet<>(configured);
		if (principalName != null) {
			this.connections.find(principalName).map(Connection::scopes).ifPresent(scopes::addAll);
		}
		return scopes;
	}

	private static Set<String> parse(@Nullable String parameter) {
		Set<String> scopes = Set.copyOf(Arrays.asList(StringUtils.tokenizeToStringArray(parameter, ", ")));
		if (!KNOWN.containsAll(scopes)) {
			throw new InvalidLoginRequestException("scope must list scopes of Spotify's Web API");
		}
		return scopes;
	}

}
