package io.github.spotifygateway.spotify;

import java.net.URI;
import java.util.List;

import io.github.spotifygateway.upstream.UpstreamHttpClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Spotify's Web API. Calls go to the configured address only, are operations of the
 * catalogue, and carry the access token of the authenticated caller. Identical reads are
 * one call; what Spotify takes no calls of for now is not called.
 */
public final class SpotifyApi {

	/**
	 * The attribute of a call {@link #withoutToken()} that tells which scopes its access
	 * token has, as a set of texts.
	 */
	public static final String GRANTED_SCOPES = SpotifyApi.class.getName() + ".granted-scopes";

	/**
	 * The attribute of a call of {@link #relay()} that says {@code true} if it is made
	 * with the app's own access token, whoever the caller is, since its answer is to
	 * serve everybody. It counts against the caller's share all the same.
	 */
	public static final String APP_TOKEN = SpotifyApi.class.getName() + ".app-token";

	private final RestClient withoutToken;

	private final ClientHttpRequestExecution relay;

	private final HttpServiceProxyFactory clients;

	SpotifyApi(UpstreamHttpClient httpClient, URI apiUrl, ObservingInterceptor observing,
			List<ClientHttpRequestInterceptor> forNobody, List<ClientHttpRequestInterceptor> forCaller) {
		RestClient.Builder json = httpClient.restClient()
			.baseUrl(apiUrl)
			.configureMessageConverters(
					(converters) -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(jsonMapper())))
			.defaultStatusHandler(new SpotifyErrorHandler());
		this.withoutToken = restClient(json, observing, forNobody);
		RestClient withToken = restClient(json, observing, forCaller);
		this.clients = HttpServiceProxyFactory.builderFor(RestClientAdapter.create(withToken)).build();
		this.relay = observing.apply(intercepted(httpClient.streaming(), forCaller));
	}

	/**
	 * Make a client whose calls carry the authenticated caller's access token and fail
	 * with a {@link SpotifyException} when Spotify answers with an error.
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

	/**
	 * The Web API for calls that are passed on as they are: their answers come as Spotify
	 * gave them, errors too.
	 * @return makes the calls, of absolute addresses
	 */
	ClientHttpRequestExecution relay() {
		return this.relay;
	}

	/**
	 * Outermost is who looks on, as in the relay: there it sees each answer once, and
	 * none that is not Spotify's.
	 */
	private static RestClient restClient(RestClient.Builder builder, ObservingInterceptor observing,
			List<ClientHttpRequestInterceptor> others) {
		return builder.clone().requestInterceptors((list) -> {
			list.add(0, observing);
			list.addAll(others);
		}).build();
	}

	private static ClientHttpRequestExecution intercepted(ClientHttpRequestExecution execution,
			List<ClientHttpRequestInterceptor> interceptors) {
		ClientHttpRequestExecution intercepted = execution;
		for (int index = interceptors.size() - 1; index >= 0; index--) {
			intercepted = interceptors.get(index).apply(intercepted);
		}
		return intercepted;
	}

	/**
	 * Whether a call is made with the app's own access token.
	 */
	static boolean isForApp(HttpRequest request) {
		return Boolean.TRUE.equals(request.getAttributes().get(APP_TOKEN));
	}

	private static JsonMapper jsonMapper() {
		// what Spotify leaves out is no reason to fail
		return JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
	}

}
