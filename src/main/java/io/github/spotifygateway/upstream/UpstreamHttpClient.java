package io.github.spotifygateway.upstream;

import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.spotifygateway.upstream.UpstreamProperties.Limits;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.RestClient;

/**
 * All HTTP that is talked to Spotify. It follows no redirects, keeps no cookies, repeats
 * nothing by itself, and ends every call by a deadline; a host application's HTTP client
 * settings have no effect on it.
 */
public final class UpstreamHttpClient implements AutoCloseable {

	private final Limits limits;

	private final CloseableHttpClient httpClient;

	/**
	 * For answers that are relayed as they are, not even decompressed; over the same
	 * connections.
	 */
	private final CloseableHttpClient streamingHttpClient;

	private final Deadlines deadlines = new Deadlines();

	UpstreamHttpClient(Limits limits) {
		this.limits = limits;
		PoolingHttpClientConnectionManager connections = connections(limits);
		this.httpClient = httpClient(connections).build();
		this.streamingHttpClient = httpClient(connections).disableContentCompression()
			.setConnectionManagerShared(true)
			.build();
	}

	/**
	 * A client of Spotify to be given its base URL and message converters.
	 * @return the builder; calls that take too long fail with a
	 * {@link java.net.SocketTimeoutException} as cause
	 */
	public RestClient.Builder restClient() {
		return restClient(this.limits.readTimeout(), this.limits.deadline());
	}

	/**
	 * A client of Spotify with time-outs of its own.
	 * @param readTimeout longest silence while waiting for an answer or within it
	 * @param deadline time for the whole call
	 * @return the builder, as of {@link #restClient()}
	 */
	public RestClient.Builder restClient(Duration readTimeout, Duration deadline) {
		return restClient(readTimeout, deadline, this.limits.maxAnswerSize());
	}

	/**
	 * A client of Spotify with time-outs and a largest answer of its own.
	 * @param readTimeout longest silence while waiting for an answer or within it
	 * @param deadline time for the whole call
	 * @param maxAnswerSize largest answer that is read
	 * @return the builder, as of {@link #restClient()}
	 */
	public RestClient.Builder restClient(Duration readTimeout, Duration deadline, DataSize maxAnswerSize) {
		return RestClient.builder()
			.requestFactory(requestFactory(execution(this.httpClient, readTimeout, deadline)))
			.requestInterceptor(new BoundedAnswerInterceptor(deadline, Math.toIntExact(maxAnswerSize.toBytes())));
	}

	/**
	 * Calls of Spotify whose answers their user reads, however large they are.
	 * @return makes the calls; time for a whole call, with the reading of the answer, is
	 * {@code stream-deadline}
	 */
	public ClientHttpRequestExecution streaming() {
		return execution(this.streamingHttpClient, this.limits.readTimeout(), this.limits.streamDeadline());
	}

	private ClientHttpRequestExecution execution(HttpClient httpClient, Duration readTimeout, Duration deadline) {
		RequestConfig timeouts = RequestConfig.custom()
			.setResponseTimeout(Timeout.of(readTimeout))
			.setConnectionRequestTimeout(Timeout.of(this.limits.connectTimeout()))
			.build();
		return new UpstreamExecution(httpClient, timeouts, this.deadlines, deadline);
	}

	private static ClientHttpRequestFactory requestFactory(ClientHttpRequestExecution execution) {
		return (uri, method) -> new UpstreamRequest(method, uri, execution);
	}

	/**
	 * Whether a call was sent and its answer got lost, so that it may have had its
	 * effect.
	 * @param failure how the call failed
	 * @return {@code false} if it was never sent, was answered, or took too long
	 */
	public static boolean isAnswerLost(Throwable failure) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		return cause instanceof NoHttpResponseException || cause instanceof ConnectionClosedException
				|| (cause instanceof SocketException && !(cause instanceof ConnectException));
	}

	@Override
	public void close() {
		this.deadlines.close();
		this.httpClient.close(CloseMode.GRACEFUL);
	}

	private static HttpClientBuilder httpClient(PoolingHttpClientConnectionManager connections) {
		return HttpClientBuilder.create()
			.setConnectionManager(connections)
			.disableRedirectHandling()
			.disableAutomaticRetries()
			.disableCookieManagement()
			.disableAuthCaching();
	}

	private static PoolingHttpClientConnectionManager connections(Limits limits) {
		return PoolingHttpClientConnectionManagerBuilder.create()
			// strict ones make all calls wait for one lock, twice
			.setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
			// each host has its own: when the Web API hangs, tokens can still be
			// refreshed
			.setMaxConnPerRoute(limits.maxConnections())
			.setDefaultConnectionConfig(ConnectionConfig.custom()
				.setConnectTimeout(Timeout.of(limits.connectTimeout()))
				.setSocketTimeout(Timeout.of(limits.readTimeout()))
				.setValidateAfterInactivity(1, TimeUnit.SECONDS)
				.setIdleTimeout(3, TimeUnit.MINUTES)
				.build())
			.build();
	}

}
