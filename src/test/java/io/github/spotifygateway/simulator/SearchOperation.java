package io.github.spotifygateway.simulator;

import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.StringUtils;

/**
 * Search for Item: the same findings whatever the query, of the kinds that are asked for.
 * Who asks for no kind gets all.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/search">Search for
 * Item</a>
 */
final class SearchOperation implements LiveOperation {

	private static final Map<String, Integer> TOTALS = Map.of("tracks", 57, "artists", 23, "albums", 7, "playlists", 12,
			"shows", 3, "episodes", 3, "audiobooks", 3);

	private final RegisteredApp app;

	SearchOperation(RegisteredApp app) {
		this.app = app;
	}

	@Override
	public String path() {
		return "/v1/search";
	}

	@Override
	public ObjectNode answer(Request request, Grant grant) {
		ObjectNode found = (ObjectNode) GoldenBody.composed("api/search.json");
		String types = Parameters.ofQuery(request).get("type");
		if (types != null) {
			found.retain(lists(types));
		}
		found.properties()
			.forEach((list) -> Repetition.lengthen((ObjectNode) list.getValue(), TOTALS.get(list.getKey())));
		Paging.refuseToGoBeyond(found.values(), request);
		Paging.page(found, request, PageLimits.ofDiscovery(this.app));
		return found;
	}

	private static List<String> lists(String types) {
		List<String> lists = StringUtils.commaDelimitedListToSet(types)
			.stream()
			.map((type) -> type.strip() + "s")
			.toList();
		if (!TOTALS.keySet().containsAll(lists)) {
			throw new WebApiRefusal("error-400-invalid-type.json");
		}
		return lists;
	}

}
