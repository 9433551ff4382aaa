package io.github.spotifygateway.simulator;

import java.util.Collection;
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

	private Paging(String path, Parameters query) {
		this.address = "https://api.spotify.com" + path;
		this.query = query;
	}

	/**
	 * Pages a body that is a list, or whose fields are, as in a search.
	 * @param body the whole body
	 * @param request what asked for it
	 */
	static void page(JsonNode body, Request request) {
		page(body, request, PageLimits.USUAL);
	}

	/**
	 * Pages a body whose pages have a length of their own.
	 * @param body the whole body
	 * @param request what asked for it
	 * @param limits how long a page is
	 */
	static void page(JsonNode body, Request request, PageLimits limits) {
		Paging paging = new Paging(Endpoint.path(request), Parameters.ofQuery(request));
		paging.pageList(body, limits);
		// an album or playlist has a list of its own, which the query is not about
		if (!body.has("id")) {
			body.forEach((list) -> paging.pageList(list, limits));
		}
	}

	/**
	 * Cuts out the first page of a list that is part of something else.
	 * @param list the whole list
	 * @param path the path of the list
	 * @param limit how long a page is
	 */
	static void first(ObjectNode list, String path, int limit) {
		new Paging(path, Parameters.parse("")).page(list, 0, limit);
	}

	/**
	 * Fails as Spotify does behind the last page of some lists.
	 * @param lists the lists of one answer, of which the longest counts
	 * @param request what asks for a page
	 */
	static void refuseToGoBeyond(Collection<JsonNode> lists, Request request) {
		int total = lists.stream().mapToInt((list) -> list.path("total").asInt()).max().orElse(0);
		if (total > 0 && offset(Parameters.ofQuery(request)) >= total) {
			throw new WebApiRefusal("error-502.json");
		}
	}

	private void pageList(JsonNode node, PageLimits limits) {
		if (node instanceof ObjectNode list && list.has("offset")) {
			page(list, offset(this.query), limits.asked(this.query));
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

	static int offset(Parameters query) {
		return Integer.parseInt(query.get("offset", "0"));
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
