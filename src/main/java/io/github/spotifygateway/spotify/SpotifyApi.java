package io.github.spotifygateway.spotify;

import java.net.URI;

import io.github.spotifygateway.upstream.UpstreamHttpClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Spotify's Web API. Calls go to the configured address only, carry the access token of
 * the authenticated caller, and fail with a {@link SpotifyException} when Spotify answers
 * with an error.
 */
public final class SpotifyApi {

	private final RestClient withoutToken;

	private final HttpServiceProxyFactory clients;

	SpotifyApi(UpstreamHttpClient httpClient, URI apiUrl, OAuth2AuthorizedClientManager authorizedClientManager) {
		this.withoutToken = httpClient.restClient()
			.baseUrl(apiUrl)
			.configureMessageConverters(
					(converters) -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(jsonMapper())))
			.defaultStatusHandler(new SpotifyErrorHandler())
			.build();
		RestClient withToken = this.withoutToken.mutate()
			.requestInterceptor(new AccessTokenInterceptor(authorizedClientManager))
			.build();
		this.clients = HttpServiceProxyFactory.builderFor(RestClientAdapter.create(withToken)).build();
	}

	/**
	 * Make a client whose calls carry the authenticated caller's access token.
	 * @param <T> the type of the client
	 * @param type an interface with {@code @HttpExchange} methods
	 * @return the client
	 */
	public <T> T client(Class<T> type) {
		return this.clients.createClient(type);
	}

	/**
	 * The Web API for a caller that brings an access token itself.
	 * @return the client, which attaches none
	 */
	public RestClient withoutToken() {
		return this.withoutToken;
	}

	private static JsonMapper jsonMapper() {
		// what Spotify leaves out is no reason to fail
		return JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
	}

}
