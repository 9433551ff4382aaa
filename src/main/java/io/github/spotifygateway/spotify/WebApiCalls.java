package io.github.spotifygateway.spotify;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;

/**
 * Makes calls of the Web API for clients that know it.
 */
public final class WebApiCalls {

	private final String apiUrl;

	private final RestClient spotify;

	WebApiCalls(URI apiUrl, SpotifyApi spotifyApi) {
		this.apiUrl = apiUrl.toString();
		this.spotify = spotifyApi.relay();
	}

	/**
	 * Make a call as a client made it.
	 * @param call the call
	 * @return Spotify's answer, to be closed
	 * @throws IOException if Spotify cannot be reached
	 */
	public ClientHttpResponse send(WebApiCall call) throws IOException {
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
	 * @throws IOException if Spotify cannot be reached
	 */
	public ClientHttpResponse send(HttpMethod method, RequestTarget target, HttpHeaders headers, byte[] body,
			boolean forApp) throws IOException {
		RestClient.RequestBodySpec call = this.spotify.method(method)
			.uri(URI.create(this.apiUrl + target))
			.attribute(SpotifyApi.APP_TOKEN, forApp)
			.headers((sent) -> sent.addAll(headers));
		// the tag of a compressed answer would not be that of the one passed on
		call.header(HttpHeaders.ACCEPT_ENCODING, "identity");
		if (body.length > 0) {
			call.body(body);
		}
		return Objects.requireNonNull(call.exchange((sent, answer) -> answer, false));
	}

}
