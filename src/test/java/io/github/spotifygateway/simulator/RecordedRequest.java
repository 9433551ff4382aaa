package io.github.spotifygateway.simulator;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;

/**
 * A request as one of the two servers received it.
 *
 * @param method the HTTP method
 * @param path the raw path without query
 * @param query the raw query, empty if there is none
 * @param headers the headers by case-insensitive name, repeated ones joined by a comma
 * @param body the body as text, empty if there is none
 * @param bytes the body as it came in
 * @param at when it came in, by the time source of the simulator
 */
public record RecordedRequest(String method, String path, String query, Map<String, String> headers, String body,
		byte[] bytes, Instant at) {

	static RecordedRequest of(Request request, Instant at) {
		String[] url = request.getUrl().split("\\?", 2);
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (HttpHeader header : request.getHeaders().all()) {
			headers.put(header.key(), String.join(",", header.values()));
		}
		return new RecordedRequest(request.getMethod().getName(), url[0], (url.length > 1) ? url[1] : "",
				Collections.unmodifiableMap(headers), request.getBodyAsString(), request.getBody(), at);
	}

	/**
	 * Says what the request line asked for, byte for byte.
	 * @return path and query, nothing decoded
	 */
	public String target() {
		return this.query.isEmpty() ? this.path : this.path + "?" + this.query;
	}

	/**
	 * Reads the query.
	 * @return its parameters, decoded
	 */
	public Map<String, String> queryParameters() {
		return Parameters.parse(this.query).values();
	}

	/**
	 * Reads the body as a form, such as the token endpoint takes.
	 * @return its parameters, decoded
	 */
	public Map<String, String> form() {
		return Parameters.parse(this.body).values();
	}

}
