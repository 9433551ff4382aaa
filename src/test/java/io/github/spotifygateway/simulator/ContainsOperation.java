package io.github.spotifygateway.simulator;

import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Check User's Saved Items: whether the user saved or follows each of them.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/check-library-contains">Check
 * User's Saved Items</a>
 */
final class ContainsOperation implements LiveOperation {

	private final Library library;

	private final String list;

	/**
	 * Creates the operation of one list.
	 * @param library what answers
	 * @param list the word of the path below {@code /v1/me}, such as {@code tracks}
	 */
	ContainsOperation(Library library, String list) {
		this.library = library;
		this.list = list;
	}

	@Override
	public String path() {
		return "/v1/me/%s/contains".formatted(this.list);
	}

	@Override
	public ArrayNode answer(Request request, Grant grant) {
		ArrayNode answers = JsonMapper.shared().createArrayNode();
		LibraryUris.of(this.list, request).forEach((uri) -> answers.add(this.library.contains(grant.user(), uri)));
		return answers;
	}

}
