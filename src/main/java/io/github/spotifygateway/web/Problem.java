package io.github.spotifygateway.web;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * An error of the JSON API as RFC 9457 describes it: a stable type, what happened, and
 * what to do about it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public final class Problem {

	/** What every {@code type} begins with. */
	public static final String TYPE_PREFIX = "urn:spotify-gateway:problem:";

	private final ProblemDetail body;

	private final HttpHeaders headers = new HttpHeaders();

	private Problem(HttpStatusCode status, String code, String title) {
		this.body = ProblemDetail.forStatus(status);
		this.body.setType(URI.create(TYPE_PREFIX + code));
		this.body.setTitle(title);
	}

	/**
	 * Begin a problem.
	 * @param status the status of the answer
	 * @param code the last part of its type, stable over versions
	 * @param title what kind of problem it is, the same for each of its type
	 * @return the problem
	 */
	public static Problem of(HttpStatusCode status, String code, String title) {
		return new Problem(status, code, title);
	}

	/**
	 * Say what happened this time.
	 * @param cause one sentence; nothing that a request or Spotify sent, unless checked
	 * @return this problem
	 */
	public Problem cause(String cause) {
		this.body.setDetail(cause);
		return this;
	}

	/**
	 * Say what to do about it.
	 * @param remedy one sentence
	 * @return this problem
	 */
	public Problem remedy(String remedy) {
		return with("remedy", remedy);
	}

	/**
	 * Add data for programs.
	 * @param name the member's name
	 * @param value its value; {@code null} leaves it out
	 * @return this problem
	 */
	public Problem with(String name, @Nullable Object value) {
		if (value != null) {
			this.body.setProperty(name, value);
		}
		return this;
	}

	/**
	 * Add a header to the answer.
	 * @param name the header's name
	 * @param value its value
	 * @return this problem
	 */
	public Problem header(String name, String value) {
		this.headers.set(name, value);
		return this;
	}

	/**
	 * Say when the call can succeed.
	 * @param seconds seconds from now
	 * @return this problem
	 */
	public Problem retryAfter(long seconds) {
		return header(HttpHeaders.RETRY_AFTER, Long.toString(seconds)).with("retryAfterSeconds", seconds);
	}

	/**
	 * The answer to a request.
	 * @param request the request that met the problem
	 * @return the answer for Spring MVC
	 */
	public ResponseEntity<ProblemDetail> toResponse(HttpServletRequest request) {
		complete(request);
		return ResponseEntity.status(this.body.getStatus())
			.headers(this.headers)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(this.body);
	}

	HttpHeaders headers() {
		return this.headers;
	}

	/**
	 * Everything the answer says, in the order it is written.
	 */
	Map<String, Object> members(HttpServletRequest request) {
		complete(request);
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("type", String.valueOf(this.body.getType()));
		members.put("title", String.valueOf(this.body.getTitle()));
		members.put("status", this.body.getStatus());
		members.put("detail", String.valueOf(this.body.getDetail()));
		members.put("instance", String.valueOf(this.body.getInstance()));
		if (this.body.getProperties() != null) {
			members.putAll(this.body.getProperties());
		}
		return members;
	}

	int status() {
		return this.body.getStatus();
	}

	private void complete(HttpServletRequest request) {
		Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		String path = (failed != null) ? failed.toString() : request.getRequestURI();
		this.body.setInstance(UriComponentsBuilder.fromPath(path).build(false).encode().toUri());
		this.body.setProperty("requestId", RequestId.of(request));
	}

}
