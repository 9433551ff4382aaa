package io.github.spotifygateway.simulator;

import java.util.List;

import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.databind.node.ObjectNode;

/**
 * Get Artist's Albums: as many for each artist.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-an-artists-albums">Get
 * Artist's Albums</a>
 */
final class ArtistAlbumsOperation implements LiveOperation {

	private static final int TOTAL = 34;

	private final RegisteredApp app;

	ArtistAlbumsOperation(RegisteredApp app) {
		this.app = app;
	}

	@Override
	public String path() {
		return "/v1/artists/{id}/albums";
	}

	@Override
	public ObjectNode answer(Request request, Grant grant) {
		ObjectNode albums = (ObjectNode) GoldenBody.composed("api/artist-albums.json");
		Repetition.lengthen(albums, TOTAL);
		Paging.refuseToGoBeyond(List.of(albums), request);
		Paging.page(albums, request, PageLimits.ofDiscovery(this.app));
		return albums;
	}

}
