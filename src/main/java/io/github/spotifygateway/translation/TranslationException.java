package io.github.spotifygateway.translation;

import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.web.Problem;

import org.springframework.http.HttpStatus;

/**
 * A call for which there is no translation, or none of it as it was made.
 */
final class TranslationException extends RuntimeException {

	private static final String APPS_BEFORE = "apps-before-";

	private final transient Problem problem;

	private TranslationException(String message, Problem problem) {
		super(message);
		this.problem = problem;
	}

	/**
	 * Spotify took the operation from this app, and no other does the same.
	 */
	static TranslationException withdrawn(WebApiOperation operation) {
		String date = operation.availability().substring(APPS_BEFORE.length());
		return of(Problem.of(HttpStatus.FORBIDDEN, "operation-withdrawn", "Operation withdrawn")
			.cause("Since " + date
					+ " Spotify does not offer this operation to an app like this one, and no other does the same.")
			.remedy("GET /api/operations says what is offered; apps with extended quota have it."));
	}

	/**
	 * What it asks can no longer be said.
	 */
	static TranslationException withoutEquivalent(String cause) {
		return of(Problem.of(HttpStatus.FORBIDDEN, "without-equivalent", "Without equivalent")
			.cause(cause)
			.remedy("Spotify has taken this from apps created since 2026-02-11; an app with extended quota may still do it."));
	}

	/**
	 * It is not what Spotify's reference describes.
	 */
	static TranslationException invalid(String cause) {
		return of(Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "Invalid request")
			.cause(cause)
			.remedy("Send it as Spotify's reference describes it."));
	}

	/**
	 * It would take more calls than one call may.
	 */
	static TranslationException tooManyCalls(int needed, int most) {
		return of(Problem.of(HttpStatus.BAD_REQUEST, "translation-budget", "Translation budget")
			.cause("This call would be " + needed + " calls to Spotify; one may be " + most + ".")
			.remedy("Ask for fewer at once."));
	}

	private static TranslationException of(Problem problem) {
		return new TranslationException(String.valueOf(problem.members().get("detail")), problem);
	}

	Problem problem() {
		return this.problem;
	}

}
