package io.github.spotifygateway.spotify;

import java.util.List;
import java.util.Set;

import org.springframework.http.HttpMethod;

/**
 * An operation of Spotify's Web API and what it needs.
 *
 * @param method its method
 * @param path its path; a segment in braces stands for one segment of any value
 * @param id its name in Spotify's reference
 * @param area what it is about
 * @param tokenKind whose access token it needs
 * @param availability which apps may call it
 * @param requiredScopes what it does not work without: of each of these sets any one
 * @param optionalScopes scopes that let it answer more
 * @param requiredQuery names of the query parameters it does not work without
 * @see <a href="https://developer.spotify.com/documentation/web-api">Spotify, Web API</a>
 */
public record WebApiOperation(HttpMethod method, String path, String id, Area area, TokenKind tokenKind,
		String availability, List<Set<String>> requiredScopes, Set<String> optionalScopes, Set<String> requiredQuery) {

	/**
	 * What a grant lacks for this operation.
	 * @param granted the scopes a user granted
	 * @return the scopes to ask for, of alternatives the first; empty if none is lacking
	 */
	public List<String> missingScopes(Set<String> granted) {
		return this.requiredScopes.stream()
			.filter((alternatives) -> alternatives.stream().noneMatch(granted::contains))
			.map((alternatives) -> alternatives.iterator().next())
			.toList();
	}

	/**
	 * Whether the app's own access token is enough.
	 * @return {@code false} if it takes a user's
	 */
	public boolean needsNoUser() {
		return this.tokenKind == TokenKind.APP;
	}

	/**
	 * Whether Spotify offers it to each app.
	 * @return {@code false} if only to those from before a date
	 */
	public boolean isForAllApps() {
		return this.availability.equals("all-apps");
	}

	/**
	 * Whether it only reads.
	 * @return {@code true} for GET
	 */
	public boolean isRead() {
		return HttpMethod.GET.equals(this.method);
	}

	/**
	 * What an operation is about.
	 */
	public enum Area {

		/** The user. */
		PROFILE,
		/** What is playing, and on what. */
		PLAYER,
		/** What the user keeps and follows. */
		LIBRARY,
		/** Playlists. */
		PLAYLISTS,
		/** What Spotify offers everybody. */
		CATALOGUE

	}

	/**
	 * Whose access token an operation needs.
	 */
	public enum TokenKind {

		/** That of a user. */
		USER,
		/** That of the app, or of any user. */
		APP

	}

}
