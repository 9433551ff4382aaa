package io.github.spotifygateway.translation;

import java.io.IOException;

import io.github.spotifygateway.spotify.WebApiCall;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Makes a call by means of other operations, so that the client cannot tell.
 */
interface Translation {

	/**
	 * Whether a call may need it at all.
	 */
	default boolean concerns(WebApiCall call) {
		return true;
	}

	/**
	 * Make the calls that stand for the one that was asked.
	 * @return the answer the client expects, or Spotify's error
	 * @throws TranslationException if there is no equivalent
	 */
	ClientHttpResponse translate(Exchange exchange) throws IOException;

}
