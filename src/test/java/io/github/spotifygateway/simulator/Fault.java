package io.github.spotifygateway.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/**
 * Something that goes wrong with a request. Most faults answer instead of Spotify, so the
 * request has no effect; {@link #delay}, {@link #slowBody} and {@link #lostAnswer} let it
 * happen.
 */
@FunctionalInterface
public interface Fault {

	/**
	 * Answers a request.
	 * @param normal what Spotify does with the request, once it is asked
	 * @return the answer
	 */
	ResponseDefinitionBuilder answer(Supplier<ResponseDefinitionBuilder> normal);

	/**
	 * Lets the given fault follow this one, for instance an error after a delay.
	 * @param next the fault to meet instead of the normal answer
	 * @return both faults in one
	 */
	default Fault then(Fault next) {
		return (normal) -> answer(() -> next.answer(normal));
	}

	/**
	 * Answers with an empty body.
	 * @param status the status
	 * @return the fault
	 */
	static Fault status(int status) {
		return (normal) -> Answers.status(status);
	}

	/**
	 * Answers with the given bytes, as they are.
	 * @param status the status
	 * @param headers the headers by name
	 * @param body the body
	 * @return the fault
	 */
	static Fault answer(int status, Map<String, String> headers, byte[] body) {
		return (normal) -> {
			ResponseDefinitionBuilder answer = Answers.status(status).withBody(body);
			headers.forEach(answer::withHeader);
			return answer;
		};
	}

	/**
	 * Answers with a long body in chunks, whose length is not told beforehand.
	 * @param contentType the type
	 * @param length number of bytes, each a space
	 * @return the fault
	 */
	static Fault large(String contentType, int length) {
		byte[] body = new byte[length];
		Arrays.fill(body, (byte) ' ');
		return answer(200, Map.of("Content-Type", contentType), body);
	}

	static Fault body(int status, String contentType, String body) {
		return (normal) -> Answers.body(status, contentType, body);
	}

	/**
	 * Answers with one of the golden errors under {@code src/test/resources/spotify}.
	 * @param file such as {@code error-404-no-active-device.json}; its name tells the
	 * status and the content type
	 * @return the fault
	 */
	static Fault golden(String file) {
		return (normal) -> Answers.golden(file);
	}

	/**
	 * Holds the whole answer back, headers included. The request has its effect at once.
	 * @param delay for how long
	 * @return the fault
	 */
	static Fault delay(Duration delay) {
		return (normal) -> normal.get().withFixedDelay((int) delay.toMillis());
	}

	/**
	 * Sends the headers at once and dribbles the body. This holds one of the 48 threads
	 * of the server, which {@link #delay} does not.
	 * @param duration how long the whole body takes
	 * @return the fault
	 */
	static Fault slowBody(Duration duration) {
		return (normal) -> normal.get().withChunkedDribbleDelay(10, (int) duration.toMillis());
	}

	/**
	 * Resets the connection before anything happened.
	 * @return the fault
	 */
	static Fault reset() {
		return (normal) -> broken(Answers.status(200));
	}

	/**
	 * Resets the connection after the request had its effect, as when a rotated refresh
	 * token never arrives.
	 * @return the fault
	 */
	static Fault lostAnswer() {
		return (normal) -> broken(normal.get());
	}

	private static ResponseDefinitionBuilder broken(ResponseDefinitionBuilder answer) {
		return answer.withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER);
	}

	/**
	 * Answers with the HTML of a proxy in front of Spotify.
	 * @param status the status
	 * @return the fault
	 */
	static Fault html(int status) {
		return body(status, "text/html", GoldenBody.text("error-504-upstream.html"));
	}

	static Fault malformedJson() {
		return body(200, "application/json; charset=utf-8", "{\"is_playing\":tr");
	}

	/**
	 * Refuses because of the rolling limit of 30 seconds.
	 * @param retryAfterSeconds value of {@code Retry-After}
	 * @return the fault
	 */
	static Fault rateLimited(long retryAfterSeconds) {
		return tooManyRequests("error-429-rate-limit.json", retryAfterSeconds);
	}

	/**
	 * Refuses because of the daily quota of Development Mode, typically for many hours.
	 * @param retryAfterSeconds value of {@code Retry-After}
	 * @return the fault
	 */
	static Fault quotaExceeded(long retryAfterSeconds) {
		return tooManyRequests("error-429-quota-exceeded.json", retryAfterSeconds);
	}

	private static Fault tooManyRequests(String file, long retryAfterSeconds) {
		return (normal) -> Answers.golden(file).withHeader("Retry-After", String.valueOf(retryAfterSeconds));
	}

	/**
	 * Refuses a user who is not on the allow-list of the app, in plain text.
	 * @return the fault
	 */
	static Fault notRegistered() {
		return golden("error-403-user-not-registered.txt");
	}

	/**
	 * Refuses everybody because the owner of the app has no Premium, in plain text.
	 * @return the fault
	 */
	static Fault ownerPremiumRequired() {
		return golden("error-403-owner-premium-required.txt");
	}

	static Fault redirect(URI location) {
		return (normal) -> Answers.status(307).withHeader("Location", location.toString());
	}

}
