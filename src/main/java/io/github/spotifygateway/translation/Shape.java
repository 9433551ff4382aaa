package io.github.spotifygateway.translation;

import java.util.function.Predicate;

import io.github.spotifygateway.spotify.WebApiCall;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;

/**
 * What in an answer has another name in either generation, where a client of each may
 * have asked for it. It is given under both names: nothing tells the clients apart.
 */
enum Shape {

	/** Nothing has. */
	SAME {

		@Override
		boolean name(JsonNode body) {
			return false;
		}

		@Override
		boolean concerns(WebApiCall call) {
			return false;
		}

	},

	/** A playlist: its list of entries, and the item of each. */
	PLAYLIST {

		@Override
		boolean name(JsonNode body) {
			return PlaylistNames.giveBoth(body);
		}

		@Override
		boolean concerns(WebApiCall call) {
			// who names what to answer has told the generation
			return !Query.of(call).has("fields", (fields) -> true) && super.concerns(call);
		}

	},

	/** A playlist that only clients of the older generation ask for like this. */
	OLDER_PLAYLIST {

		@Override
		boolean name(JsonNode body) {
			return PlaylistNames.giveOlder(body);
		}

	},

	/** A page of playlists. */
	PLAYLISTS {

		@Override
		boolean name(JsonNode body) {
			return inEach(body.path(ITEMS), PlaylistNames::giveBoth);
		}

	},

	/**
	 * A page of playlists that only clients of the older generation ask for like this.
	 */
	OLDER_PLAYLISTS {

		@Override
		boolean name(JsonNode body) {
			return inEach(body.path(ITEMS), PlaylistNames::giveOlder);
		}

	},

	/** Pages of what was found, one of them of playlists. */
	FOUND {

		@Override
		boolean name(JsonNode body) {
			return inEach(body.path("playlists").path(ITEMS), PlaylistNames::giveBoth);
		}

		@Override
		boolean concerns(WebApiCall call) {
			return Query.of(call).has("type", (types) -> types.contains("playlist")) && super.concerns(call);
		}

	},

	/** A page of a playlist's entries. */
	ENTRIES {

		@Override
		boolean name(JsonNode body) {
			return PlaylistNames.giveItems(body);
		}

	};

	private static final String ITEMS = "items";

	/**
	 * Give what an answer has under one name under the others.
	 * @return whether there is anything like that
	 */
	abstract boolean name(JsonNode body);

	/**
	 * Whether an answer to a call may have anything like that.
	 */
	boolean concerns(WebApiCall call) {
		return !HttpMethod.HEAD.equals(call.method());
	}

	private static boolean inEach(JsonNode playlists, Predicate<JsonNode> name) {
		boolean changed = false;
		for (JsonNode playlist : playlists) {
			changed |= name.test(playlist);
		}
		return changed;
	}

}
