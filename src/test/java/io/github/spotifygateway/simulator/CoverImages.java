package io.github.spotifygateway.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;

/**
 * Draws a cover per number, each in a colour of its own, so that a browser without
 * internet has something to show. No token is needed, as for Spotify's images.
 */
final class CoverImages implements Endpoint {

	static final String PATH = "/image/";

	private static final int DEGREES_BETWEEN_COLOURS = 47;

	static boolean areAskedBy(Request request) {
		return Endpoint.path(request).matches(PATH + "\\d{1,4}");
	}

	@Override
	public ResponseDefinitionBuilder answer(Request request) {
		int number = Integer.parseInt(Endpoint.path(request).substring(PATH.length()));
		String size = Parameters.ofQuery(request).get("size", "640").replaceAll("\\D", "");
		return Answers.body(200, "image/svg+xml", svg(number, size))
			.withHeader("Cache-Control", "public, max-age=86400");
	}

	private static String svg(int number, String size) {
		return GoldenBody.text("cover.svg")
			.replace("{{size}}", size)
			.replace("{{hue}}", String.valueOf(number * DEGREES_BETWEEN_COLOURS % 360));
	}

}
