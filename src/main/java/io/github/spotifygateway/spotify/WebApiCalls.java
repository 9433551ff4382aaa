package io.github.spotifygateway.spotify;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;

/**
 * Makes calls of the Web API for clients that know it.
 */
public final class WebApiCalls {

	private static final String IDENTITY = "identity";

	private final String apiUrl;

	private final ClientHttpRequestExecution spotify;

	WebApiCalls(URI apiUrl, SpotifyApi spotifyApi) {
		this.apiUrl = apiUrl.toString();
		this.spotify = spotifyApi.relay();
	}

	/**
	 * Make a call as a client made it.
	 * @param call the call
	 * @return Spotify's answer, to be closed
	 * @throws ResourceAccessException if Spotify cannot be reached
	 */
	public ClientHttpResponse send(WebApiCall call) {
		return send(call.method(), call.target(), call.headers(), call.body(), false);
	}

	/**
	 * Make a call.
	 * @param method its method
	 * @param target its path and query
	 * @param headers what Spotify is told besides the access token
	 * @param body its body, which may be empty
	 * @param forApp whether with the app's own access token
	 * @return Spotify's answer, to be closed
	 * @throws ResourceAccessException if Spotify cannot be reached
	 */
	public ClientHttpResponse send(HttpMethod method, RequestTarget target, HttpHeaders headers, byte[] body,
			boolean forApp) {
		try {
			RelayedRequest request = new RelayedRequest(method, URI.create(this.apiUrl + target));
			request.getAttributes().put(SpotifyApi.APP_TOKEN, forApp);
			request.getHeaders().addAll(headers);
			// the tag of a compressed answer would not be that of the one passed on
			request.getHeaders().set(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
			return requireAsAsked(this.spotify.execute(request, body));
		}
		catch (IOException ex) {
			throw new ResourceAccessException("Spotify gave no answer", ex);
		}
	}

	/**
	 * Whoever reads on would take a compressed answer for the text itself.
	 */
	private static ClientHttpResponse requireAsAsked(ClientHttpResponse answer) {
		String encoding = answer.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
		if (encoding != null && !encoding.equalsIgnoreCase(IDENTITY)) {
			answer.close();
			throw SpotifyException.of(SpotifyError.INVALID_ANSWER);
		}
		return answer;
	}

	/**
	 * A call on its way through the interceptors.
	 */
	private record RelayedRequest(HttpMethod method, URI uri, HttpHeaders headers,
			Map<String, Object> attributes) implements HttpRequest {

		RelayedRequest(HttpMethod method, URI uri) {
			this(method, uri, new HttpHeaders(), new HashMap<>());
		}

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public Map<String, Object> getAttributes() {
			return this.attributes;
		}

		@Override
		public String toString() {
			return "RelayedRequest[" + this.method + "]";
		}

	}

}
