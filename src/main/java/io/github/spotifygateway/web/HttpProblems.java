package io.github.spotifygateway.web;

import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * The problems that HTTP itself knows: a status says all there is to say.
 */
public final class HttpProblems {

	private static final long RETRY_SOON = 5;

	private static final Map<Integer, Text> TEXTS = Map.of(403,
			new Text("forbidden", "The gateway does not allow this.", "Sign in on the gateway's page."), 404,
			new Text("not-found", "There is nothing at this address.",
					"Check the path against the README; GET /api/operations lists those under /v1, each in its one spelling."),
			405,
			new Text("method-not-allowed", "This address does not have this method.",
					"Use one of the methods the Allow header lists."),
			406,
			new Text("not-acceptable", "This address has no answer of a type that the Accept header asks for.",
					"Accept one of the types that the Accept header of this answer lists."),
			413, new Text("content-too-large", "The request's body is too large.", "Send a smaller one."), 415,
			new Text("unsupported-media-type", "The request's body is of an unsupported type.",
					"Send application/json."),
			503, new Text("unavailable", "The gateway is starting, stopping, or cannot reach its database.",
					"Try again a little later; nothing is lost."));

	private static final Text MALFORMED = new Text("invalid-request", "The request is malformed.",
			"Correct it and send it again.");

	private static final Text UNEXPECTED = new Text("internal-error", "The gateway failed in an unexpected way.",
			"Try again; if it stays, give the operator the requestId.");

	private HttpProblems() {
	}

	/**
	 * The problem of a status.
	 * @param status the status
	 * @return the problem, to which headers may be added
	 */
	public static Problem of(HttpStatusCode status) {
		HttpStatus known = HttpStatus.resolve(status.value());
		Text text = TEXTS.getOrDefault(status.value(), status.is4xxClientError() ? MALFORMED : UNEXPECTED);
		Problem problem = Problem.of(status, text.code(), (known != null) ? known.getReasonPhrase() : "Error")
			.cause(text.cause())
			.remedy(text.remedy());
		return (known == HttpStatus.SERVICE_UNAVAILABLE) ? problem.retryAfter(RETRY_SOON) : problem;
	}

	private record Text(String code, String cause, String remedy) {
	}

}
