package io.github.spotifygateway.simulator;

import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cuts the asked page out of a list, and writes the links to its neighbours. They are
 * absolute and lead to Spotify itself.
 */
final class Paging {

	private final String address;

	private final Parameters query;

	private Paging(Request request) {
		this.address = "https://api.spotify.com" + Endpoint.path(request);
		this.query = Parameters.ofQuery(request);
	}

	/**
	 * Pages a body that is a list, or whose fields are, as in a search.
	 * @param body the whole body
	 * @param request what asked for it
	 */
	static void page(JsonNode body, Request request) {
		Paging paging = new Paging(request);
		paging.pageList(body);
		// an album or playlist has a list of its own, which the query is not about
		if (!body.has("id")) {
			body.forEach(paging::pageList);
		}
	}

	private void pageList(JsonNode node) {
		if (node instanceof ObjectNode list && list.has("offset")) {
			page(list, number("offset", 0), number("limit", list.path("limit").asInt()));
		}
	}

	private void page(ObjectNode list, int offset, int limit) {
		int total = list.path("total").asInt();
		ArrayNode items = list.arrayNode();
		for (int index = offset; index < Math.min(offset + limit, total); index++) {
			items.add(list.path("items").path(index));
		}
		list.set("items", items);
		list.put("href", link(offset, limit)).put("offset", offset).put("limit", limit);
		list.put("next", (offset + limit < total) ? link(offset + limit, limit) : null);
		list.put("previous", (offset > 0) ? link(Math.max(0, offset - limit), limit) : null);
	}

	private int number(String name, int otherwise) {
		return Integer.parseInt(this.query.get(name, String.valueOf(otherwise)));
	}

	private String link(int offset, int limit) {
		String others = this.query.values()
			.entrySet()
			.stream()
			.filter((entry) -> !"offset".equals(entry.getKey()) && !"limit".equals(entry.getKey()))
			.map((entry) -> "&" + entry.getKey() + "=" + Parameters.encode(entry.getValue()))
			.collect(Collectors.joining());
		return "%s?offset=%d&limit=%d%s".formatted(this.address, offset, limit, others);
	}

}
