package io.github.spotifygateway.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The commands of the player. A command that names no value is taken and does nothing;
 * playing something else is taken for playing on.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/start-a-users-playback">Start/Resume
 * Playback</a>
 */
final class PlayerCommands implements Commands {

	private static final String NO_ACTIVE_DEVICE = "error-404-no-active-device.json";

	private static final String RESTRICTED = "error-403-restriction-violated.json";

	private final Map<SimulatedUser, SimulatedPlayer> players;

	PlayerCommands(Map<SimulatedUser, SimulatedPlayer> players) {
		this.players = players;
	}

	@Override
	public @Nullable String refusal(Operation operation, Request request, Grant grant) {
		Parameters query = Parameters.ofQuery(request);
		return switch (operation.toString()) {
			case "PUT /v1/me/player" -> wakened(grant);
			case "PUT /v1/me/player/play" -> command(grant, "", Listening::resume);
			case "PUT /v1/me/player/pause" -> command(grant, "", Listening::pause);
			case "POST /v1/me/player/next" -> command(grant, "skipping_next", Listening::next);
			case "POST /v1/me/player/previous" -> command(grant, "skipping_prev", Listening::previous);
			case "PUT /v1/me/player/seek" -> command(grant, "seeking",
					set(query.get("position_ms"), (player, ms) -> player.seek(Long.parseLong(ms))));
			case "PUT /v1/me/player/volume" -> volume(grant, query.get("volume_percent"));
			case "PUT /v1/me/player/repeat" -> command(grant, "", set(query.get("state"), Listening::repeat));
			case "PUT /v1/me/player/shuffle" -> command(grant, "",
					set(query.get("state"), (player, state) -> player.shuffle(Boolean.parseBoolean(state))));
			case "POST /v1/me/player/queue" ->
				command(grant, "", set(query.get("uri"), (player, uri) -> player.enqueue(playable(uri))));
			default -> null;
		};
	}

	private @Nullable String wakened(Grant grant) {
		SimulatedPlayer player = this.players.get(grant.user());
		if (player.with(Listening::device) == null) {
			player.playsDemo();
		}
		return null;
	}

	private @Nullable String volume(Grant grant, @Nullable String percent) {
		ObjectNode device = this.players.get(grant.user()).with(Listening::device);
		if (device != null && !device.path("supports_volume").asBoolean()) {
			return RESTRICTED;
		}
		return command(grant, "", set(percent, (player, value) -> player.volume(Integer.parseInt(value))));
	}

	private @Nullable String command(Grant grant, String action, Consumer<Listening> command) {
		Optional<String> refusal = this.players.get(grant.user()).with((player) -> obey(player, action, command));
		return (refusal != null) ? refusal.orElse(null) : NO_ACTIVE_DEVICE;
	}

	private static Optional<String> obey(Listening player, String action, Consumer<Listening> command) {
		ObjectNode device = player.device();
		if (device == null) {
			return Optional.of(NO_ACTIVE_DEVICE);
		}
		if (device.path("is_restricted").asBoolean() || player.disallows(action)) {
			return Optional.of(RESTRICTED);
		}
		command.accept(player);
		return Optional.empty();
	}

	private static Consumer<Listening> set(@Nullable String value, Setting setting) {
		return (player) -> {
			if (value != null) {
				setting.set(player, value);
			}
		};
	}

	private static Playable playable(String uri) {
		String kind = uri.startsWith("spotify:episode:") ? "episode" : "track";
		ObjectNode item = (ObjectNode) GoldenBody.composed("api/%s.json".formatted(kind));
		item.put("uri", uri).put("id", uri.substring(uri.lastIndexOf(':') + 1));
		return ("episode".equals(kind) ? Playable.episode() : Playable.track()).withItem(item).moving();
	}

	/**
	 * A command with a value.
	 */
	private interface Setting {

		void set(Listening player, String value);

	}

}
