package io.github.spotifygateway.spotify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * What an error of the Web API means. Status and {@code reason} decide; the text only
 * tells apart the kinds of 403, which differ in nothing else and of which two are not
 * even JSON.
 *
 * @param error its meaning
 * @param retryAfter when Spotify wants to be asked again, if it said so
 * @param namesQuota whether it says itself that the quota is meant, which only
 * development mode has
 * @param isForbiddenToApp whether it is what Spotify says of operations that the app does
 * not have, and nothing else
 */
public record ErrorAnswer(SpotifyError error, @Nullable Duration retryAfter, boolean namesQuota,
		boolean isForbiddenToApp) {

	private static final String QUOTA = "quota_exceeded";

	/** Without a reason, which commands of the player and others bring. */
	private static final Pattern FORBIDDEN_TO_APP = Pattern
		.compile("\\s*\\{\\s*\"error\"\\s*:\\s*\\{[^{}]*\"message\"\\s*:\\s*\"forbidden\"[^{}]*}\\s*}\\s*");

	private static final Duration LONGEST_RATE_LIMIT = Duration.ofSeconds(60);

	/**
	 * Read an error.
	 * @param response the answer, which is read to its end
	 * @return what it means
	 * @throws IOException if it cannot be read
	 */
	public static ErrorAnswer read(ClientHttpResponse response) throws IOException {
		return of(response,
				new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
	}

	/**
	 * What an error means whose body cannot be read.
	 */
	static ErrorAnswer ofHead(ClientHttpResponse response) throws IOException {
		return of(response, "");
	}

	private static ErrorAnswer of(ClientHttpResponse response, String body) throws IOException {
		Duration retryAfter = retryAfter(response.getHeaders());
		SpotifyError error = meaning(response.getStatusCode(), body, retryAfter);
		return new ErrorAnswer(error, retryAfter, body.contains(QUOTA), error == SpotifyError.FORBIDDEN
				&& FORBIDDEN_TO_APP.matcher(body).matches() && !body.contains("\"reason\""));
	}

	private static SpotifyError meaning(HttpStatusCode status, String body, @Nullable Duration retryAfter) {
		return switch (status.value()) {
			case 401 -> SpotifyError.TOKEN_REFUSED;
			case 403 -> forbidden(body);
			case 429 -> tooManyRequests(body, retryAfter);
			default -> (status.is5xxServerError()) ? SpotifyError.UNAVAILABLE
					: (status.is4xxClientError()) ? SpotifyError.REJECTED : SpotifyError.INVALID_ANSWER;
		};
	}

	private static SpotifyError forbidden(String body) {
		if (body.contains("insufficient client scope")) {
			return SpotifyError.INSUFFICIENT_SCOPE;
		}
		if (body.contains("user not registered") || body.contains("user may not be registered")) {
			return SpotifyError.USER_NOT_REGISTERED;
		}
		if (body.contains("premium subscription required for the owner")) {
			return SpotifyError.OWNER_PREMIUM_REQUIRED;
		}
		return SpotifyError.FORBIDDEN;
	}

	private static SpotifyError tooManyRequests(String body, @Nullable Duration retryAfter) {
		boolean quota = body.contains(QUOTA) || (retryAfter != null && retryAfter.compareTo(LONGEST_RATE_LIMIT) > 0);
		return quota ? SpotifyError.QUOTA_EXCEEDED : SpotifyError.RATE_LIMITED;
	}

	private static @Nullable Duration retryAfter(HttpHeaders headers) {
		String seconds = headers.getFirst(HttpHeaders.RETRY_AFTER);
		return (seconds != null && seconds.matches("\\d{1,9}")) ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
	}

}
