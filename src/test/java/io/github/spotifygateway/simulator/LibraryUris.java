package io.github.spotifygateway.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a call about the library is about, whichever generation of the Web API it is of:
 * the old one names ids, and its paths tell what they are of.
 */
final class LibraryUris {

	private static final Pattern SUPPORTED = Pattern
		.compile("spotify:(track|album|episode|show|audiobook|artist|user|playlist):[^:]+");

	private static final Ids URIS = new Ids("uris", 40);

	private LibraryUris() {
	}

	/**
	 * Reads the URIs that a request is about.
	 * @param list the last word of a path below {@code /v1/me}, such as {@code tracks} or
	 * {@code library}
	 * @param request the request
	 * @return the URIs in the order asked
	 */
	static List<String> of(String list, Request request) {
		return switch (list) {
			case "library" -> URIS.checked(URIS.queried(request)).stream().map(LibraryUris::checkedUri).toList();
			case "following" -> followed(request);
			default -> uris(Things.KINDS.get(list), Ids.ofThings(list).asked(request));
		};
	}

	private static List<String> followed(Request request) {
		String type = type(Parameters.ofQuery(request).get("type"));
		Ids ids = new Ids("ids", Ids.MOST_THINGS);
		return uris(type, "user".equals(type) ? ids.named(request) : ids.asked(request));
	}

	private static String type(@Nullable String asked) {
		String type = (asked != null) ? asked.toLowerCase(Locale.ROOT) : "";
		if (!Set.of("artist", "user").contains(type)) {
			throw new WebApiRefusal("error-400-invalid-type.json");
		}
		return type;
	}

	private static String checkedUri(String uri) {
		if (!SUPPORTED.matcher(uri).matches()) {
			throw new WebApiRefusal("error-400-unsupported-uri.json");
		}
		return uri;
	}

	private static List<String> uris(String kind, List<String> ids) {
		return ids.stream().map((id) -> "spotify:%s:%s".formatted(kind, id)).toList();
	}

}
