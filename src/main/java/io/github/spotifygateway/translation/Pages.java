package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.github.spotifygateway.spotify.SpotifyError;
import io.github.spotifygateway.spotify.SpotifyException;
import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.upstream.ReadAnswer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page larger than Spotify gives, put together from several. No page is asked for that
 * begins behind the end of its list, which Spotify may answer with an error.
 */
final class Pages {

	private static final int FARTHEST = 999_999;

	private static final String LIMIT = "limit";

	private static final String OFFSET = "offset";

	private static final String TYPE = "type";

	private static final String ITEMS = "items";

	private final Exchange exchange;

	private final WebApiOperation operation;

	private final String path;

	private final Query query;

	private final int largest;

	private final int limit;

	private final int offset;

	/**
	 * Create it.
	 * @param operation reads a page
	 * @param path its path
	 * @param query the query, with a limit
	 * @param largest how many items Spotify gives at once
	 */
	Pages(Exchange exchange, WebApiOperation operation, String path, Query query, int largest) {
		this.exchange = exchange;
		this.operation = operation;
		this.path = path;
		this.query = query;
		this.largest = largest;
		this.limit = query.number(LIMIT).orElseThrow();
		this.offset = query.number(OFFSET).orElse(0);
	}

	/**
	 * Whether a page is larger than Spotify gives, and one that it gave once.
	 */
	static boolean areNeeded(Query query, int largest, int most) {
		return query.has(LIMIT, (limit) -> isBetween(limit, largest + 1, most))
				&& !query.has(OFFSET, (offset) -> !isBetween(offset, 0, FARTHEST));
	}

	private static boolean isBetween(String number, int least, int most) {
		return number.matches("\\d{1,6}") && Integer.parseInt(number) >= least && Integer.parseInt(number) <= most;
	}

	/**
	 * Read the page.
	 * @return the page
	 */
	ReadAnswer read() throws IOException {
		this.exchange.plan(this.operation, 1);
		ReadAnswer first = page(this.query, this.offset);
		if (!(JsonBody.of(first) instanceof ObjectNode whole)) {
			throw SpotifyException.of(SpotifyError.INVALID_ANSWER);
		}
		Map<String, ObjectNode> lists = lists(whole);
		for (ReadAnswer next : rest(lists)) {
			append(JsonBody.of(next), lists);
		}
		lists.values().forEach(this::describe);
		return JsonBody.answer(whole);
	}

	/**
	 * The lists in an answer by their names; one that is the whole answer has none.
	 */
	private static Map<String, ObjectNode> lists(JsonNode body) {
		Map<String, ObjectNode> lists = new LinkedHashMap<>();
		if (body instanceof ObjectNode list && list.has(ITEMS)) {
			lists.put("", list);
		}
		else {
			body.properties()
				.forEach((member) -> lists(member.getValue()).values()
					.forEach((list) -> lists.put(member.getKey(), list)));
		}
		return lists;
	}

	private List<ReadAnswer> rest(Map<String, ObjectNode> lists) throws IOException {
		List<Callable<ReadAnswer>> reads = new ArrayList<>();
		for (int begin = this.offset + this.largest; begin < this.offset + this.limit; begin += this.largest) {
			int at = begin;
			List<String> longer = lists.entrySet()
				.stream()
				.filter((list) -> isLonger(list.getValue(), at))
				.map(Map.Entry::getKey)
				.toList();
			if (!longer.isEmpty()) {
				Query of = ofTypes(longer);
				reads.add(() -> page(of, at));
			}
		}
		this.exchange.plan(this.operation, reads.size());
		return this.exchange.atOnce(reads);
	}

	private boolean isLonger(JsonNode list, int begin) {
		// a client may have asked for a page without the total
		return list.has("total") ? begin < list.path("total").asInt(0) : list.path(ITEMS).size() == this.largest;
	}

	/**
	 * The query for those types only of which there is more.
	 */
	private Query ofTypes(List<String> lists) {
		Optional<String> types = this.query.get(TYPE);
		return types.isEmpty() ? this.query
				: this.query.with(TYPE,
						Arrays.stream(types.get().split(","))
							.filter((type) -> lists.contains(type.strip() + "s"))
							.collect(Collectors.joining(",")));
	}

	private ReadAnswer page(Query of, int begin) throws IOException {
		int size = Math.min(this.largest, this.offset + this.limit - begin);
		return this.exchange.read(this.path, of.with(LIMIT, size).with(OFFSET, begin));
	}

	private static void append(JsonNode page, Map<String, ObjectNode> lists) {
		lists(page).forEach((name, list) -> {
			if (lists.containsKey(name) && lists.get(name).path(ITEMS) instanceof ArrayNode items) {
				list.path(ITEMS).forEach(items::add);
			}
		});
	}

	/**
	 * Let a list say of itself what one page of this size would.
	 */
	private void describe(ObjectNode list) {
		String href = list.path("href").asString("");
		if (list.has(LIMIT)) {
			list.put(LIMIT, this.limit);
		}
		if (href.contains("?")) {
			int total = list.path("total").asInt(0);
			replace(list, "href", link(href, this.offset));
			replace(list, "previous", (this.offset > 0) ? link(href, Math.max(0, this.offset - this.limit)) : null);
			replace(list, "next", (this.offset + this.limit < total) ? link(href, this.offset + this.limit) : null);
		}
	}

	private static void replace(ObjectNode list, String name, @Nullable String link) {
		if (list.has(name)) {
			list.put(name, link);
		}
	}

	private String link(String href, int begin) {
		String[] parts = href.split("\\?", 2);
		return parts[0] + "?" + Query.of(parts[1]).with(OFFSET, begin).with(LIMIT, this.limit).written();
	}

}
