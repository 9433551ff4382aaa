package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.Set;

import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.client.ClientHttpResponse;

/**
 * Reads what everybody may know of a user, if it is the one whose grant it is.
 *
 * @param ownProfile reads it
 */
record UserProfile(OwnProfile ownProfile) implements Translation {

	private static final Set<String> PUBLIC = Set.of("display_name", "external_urls", "followers", "href", "id",
			"images", "type", "uri");

	@Override
	public ClientHttpResponse translate(Exchange exchange) throws IOException {
		ObjectNode profile = this.ownProfile.requireUser(exchange);
		profile.retain(PUBLIC);
		return JsonBody.answer(profile);
	}

}
