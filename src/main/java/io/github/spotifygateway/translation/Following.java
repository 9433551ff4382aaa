package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.spotifygateway.spotify.WebApiCall;
import io.github.spotifygateway.spotify.WebApiOperation;

import org.springframework.http.client.ClientHttpResponse;

/**
 * Follows, leaves or checks artists or users, by their ids.
 */
final class Following implements Translation {

	private static final String ARTIST = "artist";

	private static final Set<String> TYPES = Set.of(ARTIST, "user");

	private static final int MOST_IDS = 50;

	private final WebApiOperation library;

	Following(WebApiOperation library) {
		this.library = library;
	}

	@Override
	public ClientHttpResponse translate(Exchange exchange) throws IOException {
		WebApiCall asked = exchange.asked();
		String type = Query.of(asked)
			.get("type")
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.filter(TYPES::contains)
			.orElseThrow(() -> TranslationException.invalid("The parameter type must be artist or user."));
		List<String> ids = type.equals(ARTIST) ? Ids.of(asked, MOST_IDS) : Ids.ofUsers(asked, MOST_IDS);
		return LibraryCalls.call(exchange, this.library,
				ids.stream().map((id) -> "spotify:" + type + ":" + id).toList());
	}

}
