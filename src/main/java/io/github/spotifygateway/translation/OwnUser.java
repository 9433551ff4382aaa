package io.github.spotifygateway.translation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;

import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.upstream.ReadAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.util.UriUtils;

/**
 * What was there for each user by id, and still is for the user whose grant it is.
 */
final class OwnUser {

	private static final String USER_ID = "user_id";

	private static final List<String> LINKS = List.of("href", "next", "previous");

	/** What everybody may know of a user. */
	private static final Set<String> PUBLIC = Set.of("display_name", "external_urls", "followers", "href", "id",
			"images", "type", "uri");

	private OwnUser() {
	}

	private static String userId(Exchange exchange) {
		return UriUtils.decode(exchange.asked().variable(USER_ID), StandardCharsets.UTF_8);
	}

	/**
	 * The public part of the profile.
	 *
	 * @param ownProfile reads it
	 */
	record Profile(OwnProfile ownProfile) implements Translation {

		@Override
		public ClientHttpResponse translate(Exchange exchange) throws IOException {
			ReadAnswer answer = this.ownProfile.read(exchange);
			if (!Exchange.isGood(answer) || !(JsonBody.of(answer) instanceof ObjectNode profile)) {
				return answer;
			}
			if (!profile.path("id").asString("").equals(userId(exchange))) {
				throw OwnProfile.notOwn();
			}
			profile.retain(PUBLIC);
			return JsonBody.answer(profile);
		}

	}

	/**
	 * The playlists, or a new one among them.
	 *
	 * @param playlists reads or makes them
	 * @param ownProfile tells whose they are
	 */
	record Playlists(WebApiOperation playlists, OwnProfile ownProfile) implements Translation {

		@Override
		public ClientHttpResponse translate(Exchange exchange) throws IOException {
			this.ownProfile.require(exchange, userId(exchange));
			exchange.plan(this.playlists, 1);
			ReadAnswer answer = ReadAnswer.read(exchange.send(this.playlists.method(), this.playlists.path(),
					exchange.asked().query(), exchange.asked().body()), Exchange.LARGEST);
			if (!this.playlists.isRead() || !Exchange.isGood(answer)) {
				return answer;
			}
			JsonNode page = JsonBody.of(answer);
			LINKS.forEach((name) -> relink(page, name, exchange.asked().target().path()));
			return ReadAnswer.of(answer, JsonBody.bytes(page));
		}

		private void relink(JsonNode page, String name, String path) {
			if (page.path(name).isString()) {
				String link = page.path(name).asString();
				((ObjectNode) page).put(name,
						link.replaceFirst(this.playlists.path() + "(?=\\?|$)", Matcher.quoteReplacement(path)));
			}
		}

	}

}
