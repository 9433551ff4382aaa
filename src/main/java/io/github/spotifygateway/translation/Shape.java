package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

import io.github.spotifygateway.upstream.BegunAnswer;
import io.github.spotifygateway.upstream.ReadAnswer;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;

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
			return call.query().get("fields").isEmpty();
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
			return call.query().get("type").filter((types) -> types.contains("playlist")).isPresent();
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

	boolean concerns(WebApiCall call) {
		return true;
	}

	/**
	 * Give what is there under both names. What is too large for that stays as it is.
	 */
	ClientHttpResponse shape(WebApiCall call, ClientHttpResponse answer) throws IOException {
		if (!answer.getStatusCode().is2xxSuccessful() || HttpMethod.HEAD.equals(call.method()) || !concerns(call)
				|| !isJson(answer)) {
			return answer;
		}
		ClientHttpResponse whole = BegunAnswer.read(answer, Exchange.LARGEST);
		if (!(whole instanceof ReadAnswer read)) {
			return whole;
		}
		JsonNode body = JsonBody.of(read);
		return name(body) ? ReadAnswer.of(read, JsonBody.bytes(body)) : read;
	}

	private static boolean isJson(ClientHttpResponse answer) {
		return Optional.ofNullable(answer.getHeaders().getFirst("Content-Type"))
			.filter((type) -> type.startsWith(MediaType.APPLICATION_JSON_VALUE))
			.isPresent();
	}

	private static boolean inEach(JsonNode playlists, Predicate<JsonNode> name) {
		boolean changed = false;
		for (JsonNode playlist : playlists) {
			changed |= name.test(playlist);
		}
		return changed;
	}

}
