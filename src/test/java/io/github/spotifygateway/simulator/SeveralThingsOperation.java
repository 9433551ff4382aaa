package io.github.spotifygateway.simulator;

import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Get several things of the catalogue, such as albums: one for each id, in the order
 * asked, and {@code null} for what there is not.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-multiple-albums">Get
 * Several Albums</a>
 */
final class SeveralThingsOperation implements LiveOperation {

	private final String list;

	/**
	 * Creates the operation of one kind of thing.
	 * @param list the name of a list of them, such as {@code albums}
	 */
	SeveralThingsOperation(String list) {
		this.list = list;
	}

	@Override
	public String path() {
		return "/v1/" + this.list;
	}

	@Override
	public ObjectNode answer(Request request, Grant grant) {
		ObjectNode body = JsonMapper.shared().createObjectNode();
		ArrayNode things = body.putArray(this.list);
		for (String id : Ids.ofThings(this.list).asked(request)) {
			things.add(SpotifySimulator.UNKNOWN_ID.equals(id) ? null : Things.thing(Things.KINDS.get(this.list), id));
		}
		return body;
	}

}
