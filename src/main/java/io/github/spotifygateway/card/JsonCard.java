package io.github.spotifygateway.card;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.github.spotifygateway.card.CardContent.Progress;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a card for programs such as overlays: a member for each field it shows,
 * {@code null} when there is nothing to say.
 */
final class JsonCard {

	private static final JsonMapper mapper = new JsonMapper();

	private JsonCard() {
	}

	static String write(CardContent content) {
		Set<CardField> fields = content.fields();
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		put(members, fields.contains(CardField.STATE), "state", content.status());
		put(members, fields.contains(CardField.TITLE), "title", content.title());
		put(members, fields.contains(CardField.CREATORS), "creators", content.creators());
		put(members, fields.contains(CardField.COLLECTION), "collection", content.collection());
		put(members, fields.contains(CardField.COVER), "image", content.cover());
		put(members, fields.contains(CardField.LINK), "url", content.link());
		Progress progress = content.progress();
		boolean hasProgress = fields.contains(CardField.PROGRESS);
		put(members, hasProgress, "progressMs", (progress != null) ? progress.observedMs() : null);
		put(members, hasProgress, "durationMs", (progress != null) ? progress.durationMs() : null);
		put(members, hasProgress || fields.contains(CardField.STATE), "observedAt", content.observedAt());
		return mapper.writeValueAsString(members);
	}

	private static void put(Map<String, @Nullable Object> members, boolean shown, String name, @Nullable Object value) {
		if (shown) {
			members.put(name, value);
		}
	}

}
