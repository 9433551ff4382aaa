package io.github.spotifygateway.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.http.HttpStatusCode;

/**
 * A problem as Spotify's clients read errors: {@code error} with {@code status},
 * {@code message} and {@code reason}; links are in headers.
 *
 * @see <a href="https://developer.spotify.com/documentation/web-api/concepts/api-calls">
 * Spotify, API calls</a>
 */
final class SpotifyShape {

	private static final String OWN_PREFIX = "spotify-";

	private static final Map<String, String> LINKS = Map.of("loginUrl", "Login-Url", "consentUrl", "Consent-Url");

	private SpotifyShape() {
	}

	static Map<String, Object> of(HttpStatusCode status, Map<String, Object> problem) {
		Map<String, Object> error = new LinkedHashMap<>();
		error.put("status", status.value());
		error.put("message", problem.get("detail") + " " + remedy(problem));
		error.put("reason", reason(String.valueOf(problem.get("type"))));
		return Map.of("error", error);
	}

	private static String remedy(Map<String, Object> problem) {
		String remedy = String.valueOf(problem.get("remedy"));
		for (Map.Entry<String, String> link : LINKS.entrySet()) {
			remedy = remedy.replace(link.getKey(), "the address in the header " + link.getValue());
		}
		return remedy;
	}

	static Map<String, String> links(Map<String, Object> problem) {
		Map<String, String> links = new LinkedHashMap<>();
		LINKS.forEach((member, header) -> {
			if (problem.containsKey(member)) {
				links.put(header, String.valueOf(problem.get(member)));
			}
		});
		return links;
	}

	private static String reason(String type) {
		String code = type.substring(Problem.TYPE_PREFIX.length());
		String name = code.startsWith(OWN_PREFIX) ? code.substring(OWN_PREFIX.length()) : code;
		return name.replace('-', '_').toUpperCase(Locale.ROOT);
	}

}
