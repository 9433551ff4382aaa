package io.github.spotifygateway.upstream;

import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.spotifygateway.upstream.UpstreamProperties.Limits;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.RestClient;

/**
 * The one HTTP client that talks to Spotify. It follows no redirects, keeps no cookies,
 * repeats nothing by itself, and ends every call by a deadline; a host application's HTTP
 * client settings have no effect on it.
 */
public final class UpstreamHttpClient implements AutoCloseable {

	private final Limits limits;

	private final CloseableHttpClient httpClient;

	private final ScheduledThreadPoolExecutor deadlines;

	UpstreamHttpClient(Limits limits) {
		this.limits = limits;
		this.httpClient = httpClient(limits);
		this.deadlines = new ScheduledThreadPoolExecutor(1, new CustomizableThreadFactory("spotify-deadline-"));
		this.deadlines.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
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
		return streamingRestClient(readTimeout, deadline)
			.requestInterceptor(new BoundedAnswerInterceptor(deadline, Math.toIntExact(maxAnswerSize.toBytes())));
	}

	/**
	 * A client of Spotify that leaves it to its user to read the answer, however large it
	 * is.
	 * @return the builder; time for the whole call, with the reading of the answer, is
	 * {@code stream-deadline}
	 */
	public RestClient.Builder streamingRestClient() {
		return streamingRestClient(this.limits.readTimeout(), this.limits.streamDeadline());
	}

	private RestClient.Builder streamingRestClient(Duration readTimeout, Duration deadline) {
		DeadlineRequestFactory requestFactory = new DeadlineRequestFactory(this.httpClient, this.deadlines, deadline);
		requestFactory.setReadTimeout(readTimeout);
		return RestClient.builder().requestFactory(requestFactory);
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
		this.deadlines.shutdownNow();
		this.httpClient.close(CloseMode.GRACEFUL);
	}

	private static CloseableHttpClient httpClient(Limits limits) {
		Timeout readTimeout = Timeout.of(limits.readTimeout());
		return HttpClientBuilder.create()
			.setConnectionManager(connections(limits, readTimeout))
			.setDefaultRequestConfig(RequestConfig.custom()
				.setResponseTimeout(readTimeout)
				.setConnectionRequestTimeout(Timeout.of(limits.connectTimeout()))
				.build())
			.disableRedirectHandling()
			.disableAutomaticRetries()
			.disableCookieManagement()
			.disableAuthCaching()
			.build();
	}

	private static PoolingHttpClientConnectionManager connections(Limits limits, Timeout readTimeout) {
		return PoolingHttpClientConnectionManagerBuilder.create()
			// each host has its own: when the Web API hangs, tokens can still be
			// refreshed
			.setMaxConnTotal(2 * limits.maxConnections())
			.setMaxConnPerRoute(limits.maxConnections())
			.setDefaultConnectionConfig(ConnectionConfig.custom()
				.setConnectTimeout(Timeout.of(limits.connectTimeout()))
				.setSocketTimeout(readTimeout)
				.setValidateAfterInactivity(1, TimeUnit.SECONDS)
				.build())
			.build();
	}

}
