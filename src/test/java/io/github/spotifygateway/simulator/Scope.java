package io.github.spotifygateway.simulator;

import java.util.Arrays;
import java.util.Locale;

/**
 * The scopes any app may ask for, with what the consent page says about them.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/concepts/scopes">Scopes</a>
 */
enum Scope {

	UGC_IMAGE_UPLOAD("Change the covers of your playlists"),

	USER_READ_PLAYBACK_STATE("See what you are playing and on which devices"),

	USER_MODIFY_PLAYBACK_STATE("Control playback on your devices"),

	USER_READ_CURRENTLY_PLAYING("See the track or episode you are playing"),

	APP_REMOTE_CONTROL("Talk to the Spotify app on your phone"),

	STREAMING("Play music in this app"),

	PLAYLIST_READ_PRIVATE("See your private playlists"),

	PLAYLIST_READ_COLLABORATIVE("See playlists you share with others"),

	PLAYLIST_MODIFY_PRIVATE("Change your private playlists"),

	PLAYLIST_MODIFY_PUBLIC("Change your public playlists"),

	USER_FOLLOW_READ("See whom you follow"),

	USER_FOLLOW_MODIFY("Follow and unfollow for you"),

	USER_READ_PLAYBACK_POSITION("See where you stopped in episodes"),

	USER_TOP_READ("See your top artists and tracks"),

	USER_READ_RECENTLY_PLAYED("See what you played recently"),

	USER_LIBRARY_READ("See what you saved"),

	USER_LIBRARY_MODIFY("Change what you saved"),

	USER_READ_EMAIL("See your email address"),

	USER_READ_PRIVATE("See your country and subscription");

	private final String meaning;

	Scope(String meaning) {
		this.meaning = meaning;
	}

	static boolean isKnown(String value) {
		return Arrays.stream(values()).anyMatch((scope) -> scope.value().equals(value));
	}

	static Scope of(String value) {
		return valueOf(value.replace('-', '_').toUpperCase(Locale.ROOT));
	}

	String value() {
		return name().replace('_', '-').toLowerCase(Locale.ROOT);
	}

	String meaning() {
		return this.meaning;
	}

}
