package io.github.spotifygateway.simulator;

import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.databind.node.ObjectNode;

/**
 * Get one thing of the catalogue, such as an album. Each id has one but
 * {@link SpotifySimulator#UNKNOWN_ID}.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-an-album">Get
 * Album</a>
 */
final class ThingOperation implements LiveOperation {

	private final String list;

	/**
	 * Creates the operation of one kind of thing.
	 * @param list the name of a list of them, such as {@code albums}
	 */
	ThingOperation(String list) {
		this.list = list;
	}

	@Override
	public String path() {
		return "/v1/%s/{id}".formatted(this.list);
	}

	@Override
	public ObjectNode answer(Request request, Grant grant) {
		String id = Things.checkedId(PathTemplate.of(path()).variable(Endpoint.path(request)));
		if (SpotifySimulator.UNKNOWN_ID.equals(id)) {
			throw new WebApiRefusal("error-404.json");
		}
		return Things.thing(Things.KINDS.get(this.list), id);
	}

}
