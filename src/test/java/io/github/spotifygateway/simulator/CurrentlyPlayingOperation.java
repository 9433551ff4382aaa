package io.github.spotifygateway.simulator;

import java.util.Map;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.StringUtils;

/**
 * Get Currently Playing Track. Who does not ask for {@code additional_types=episode} gets
 * an episode with {@code item} null.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-the-users-currently-playing-track">Get
 * Currently Playing Track</a>
 */
final class CurrentlyPlayingOperation implements LiveOperation {

	private final Map<SimulatedUser, SimulatedPlayer> players;

	CurrentlyPlayingOperation(Map<SimulatedUser, SimulatedPlayer> players) {
		this.players = players;
	}

	@Override
	public String path() {
		return "/v1/me/player/currently-playing";
	}

	@Override
	public @Nullable ObjectNode answer(Request request, Grant grant) {
		ObjectNode body = this.players.get(grant.user()).with(Listening::nowPlaying);
		return (body != null) ? withItemFor(request, body) : null;
	}

	/**
	 * Leaves out an episode nobody asked for.
	 * @param request the request
	 * @param body what is playing, which is changed
	 * @return the body
	 */
	static ObjectNode withItemFor(Request request, ObjectNode body) {
		return (isEpisode(body) && !wantsEpisodes(request)) ? body.putNull("item") : body;
	}

	private static boolean isEpisode(ObjectNode body) {
		return "episode".equals(body.path("currently_playing_type").asString());
	}

	private static boolean wantsEpisodes(Request request) {
		String types = Parameters.ofQuery(request).get("additional_types", "");
		return StringUtils.commaDelimitedListToSet(types).contains("episode");
	}

}
