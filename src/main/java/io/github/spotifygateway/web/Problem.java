package io.github.spotifygateway.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * An error of the JSON API as RFC 9457 describes it: a stable type, what happened, and
 * what to do about it. Callers of the relayed Web API get it in the shape they know from
 * Spotify.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public final class Problem {

	/** What every {@code type} begins with. */
	public static final String TYPE_PREFIX = "urn:spotify-gateway:problem:";

	private final HttpStatusCode status;

	private final Map<String, Object> members = new LinkedHashMap<>();

	private final HttpHeaders headers = new HttpHeaders();

	private Problem(HttpStatusCode status, String code, String title) {
		this.status = status;
		this.members.put("type", TYPE_PREFIX + code);
		this.members.put("title", title);
		this.members.put("status", status.value());
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
		return with("detail", cause);
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
	 * @param value its value
	 * @return this problem
	 */
	public Problem with(String name, Object value) {
		this.members.put(name, value);
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
	public ResponseEntity<Map<String, Object>> toResponse(HttpServletRequest request) {
		return ResponseEntity.status(this.status)
			.headers(headers(request))
			.contentType(contentType(request))
			.body(body(request));
	}

	/**
	 * What it says without an answer to a request.
	 * @return the members of RFC 9457 and the gateway's own
	 */
	public Map<String, Object> members() {
		return Collections.unmodifiableMap(this.members);
	}

	/**
	 * The last part of its type.
	 */
	String code() {
		return String.valueOf(this.members.get("type")).substring(TYPE_PREFIX.length());
	}

	/**
	 * Everything the answer says: as RFC 9457 has it, or for the relayed Web API as
	 * Spotify does.
	 */
	Map<String, Object> body(HttpServletRequest request) {
		return WebApiPaths.include(request) ? SpotifyShape.of(this.status, this.members) : members(request);
	}

	MediaType contentType(HttpServletRequest request) {
		return WebApiPaths.include(request) ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON;
	}

	HttpHeaders headers(HttpServletRequest request) {
		HttpHeaders complete = new HttpHeaders();
		complete.putAll(this.headers);
		if (WebApiPaths.include(request)) {
			SpotifyShape.links(this.members).forEach(complete::set);
		}
		return complete;
	}

	/**
	 * The members of RFC 9457 and the gateway's own, in the order they are written.
	 */
	Map<String, Object> members(HttpServletRequest request) {
		Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		Map<String, Object> complete = new LinkedHashMap<>(this.members);
		complete.put("instance", (failed != null) ? failed.toString() : request.getRequestURI());
		complete.put("requestId", RequestId.of(request));
		return complete;
	}

	int status() {
		return this.status.value();
	}

}
