package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.spotifygateway.spotify.WebApiCall;
import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.upstream.ReadAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import org.springframework.http.client.ClientHttpResponse;

/**
 * Saves, removes or checks things of several types where each type has operations of its
 * own. The calls are made in the order in which the types first come; when one fails,
 * those before it have had their effect, and repeating the whole does no harm.
 */
final class LibraryByType implements Translation {

	private static final Pattern URI = Pattern
		.compile("spotify:(track|album|episode|show|audiobook|artist|user|playlist):([A-Za-z0-9._~-]{1,128})");

	private static final int MOST_URIS = 40;

	private static final int MOST_IDS = 50;

	private static final int MOST_ALBUMS = 20;

	private static final String TYPE = "type";

	private final Map<String, WebApiOperation> operations;

	/**
	 * Create it.
	 * @param operations what does it for the things of a type
	 */
	LibraryByType(Map<String, WebApiOperation> operations) {
		this.operations = operations;
	}

	@Override
	public ClientHttpResponse translate(Exchange exchange) throws IOException {
		List<String> uris = uris(exchange.asked());
		List<Part> parts = parts(uris);
		parts.forEach((part) -> exchange.plan(part.operation(), 1));
		Map<String, JsonNode> checked = new LinkedHashMap<>();
		for (Part part : parts) {
			ReadAnswer answer = exchange.call(part.operation().method(), part.path(), part.query());
			if (part.operation().isRead()) {
				part.match(JsonBody.of(answer), checked);
			}
		}
		if (!exchange.asked().operation().isRead()) {
			return LibraryCalls.done(exchange.asked());
		}
		ArrayNode all = JsonBody.object().arrayNode();
		uris.forEach((uri) -> all.add(checked.getOrDefault(uri, all.nullNode())));
		return JsonBody.answer(all);
	}

	private static List<String> uris(WebApiCall asked) {
		List<String> uris = Query.of(asked)
			.get("uris")
			.filter((value) -> !value.isEmpty())
			.map((value) -> Arrays.asList(value.split(",", -1)))
			.orElseThrow(() -> TranslationException.invalid("Missing required field: uris."));
		if (uris.size() > MOST_URIS) {
			throw TranslationException.invalid("Too many uris: there may be " + MOST_URIS + ".");
		}
		return uris;
	}

	private List<Part> parts(List<String> uris) {
		Map<String, List<String>> ids = new LinkedHashMap<>();
		for (String uri : uris) {
			Matcher matcher = URI.matcher(uri);
			if (!matcher.matches() || !(matcher.group(1).equals("user") || Ids.isOne(matcher.group(2)))) {
				throw TranslationException.invalid("Invalid uri.");
			}
			ids.computeIfAbsent(matcher.group(1), (absent) -> new ArrayList<>()).add(matcher.group(2));
		}
		return ids.entrySet().stream().flatMap((some) -> parts(some.getKey(), some.getValue())).toList();
	}

	private Stream<Part> parts(String type, List<String> ids) {
		WebApiOperation operation = Objects.requireNonNull(this.operations.get(type));
		int most = mostIds(type);
		return IntStream.iterate(0, (begin) -> begin < ids.size(), (begin) -> begin + most)
			.mapToObj((begin) -> new Part(operation, type, ids.subList(begin, Math.min(begin + most, ids.size()))));
	}

	private static int mostIds(String type) {
		return switch (type) {
			case "playlist" -> 1;
			case "album" -> MOST_ALBUMS;
			default -> MOST_IDS;
		};
	}

	/**
	 * What one call is about.
	 */
	private record Part(WebApiOperation operation, String type, List<String> ids) {

		String path() {
			return this.operation.path().replace("{playlist_id}", this.ids.get(0));
		}

		Query query() {
			return switch (this.type) {
				case "playlist" -> Query.NONE;
				case "artist", "user" -> Query.NONE.with(TYPE, this.type).with("ids", String.join(",", this.ids));
				default -> Query.NONE.with("ids", String.join(",", this.ids));
			};
		}

		void match(JsonNode answer, Map<String, JsonNode> checked) {
			for (int index = 0; index < this.ids.size(); index++) {
				checked.put("spotify:" + this.type + ":" + this.ids.get(index), answer.path(index));
			}
		}

	}

}
