package io.github.spotifygateway.load;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls that come at the same rate, however long each takes. None is tried a second time.
 */
final class ConstantRate implements AutoCloseable {

	/** What every call shall end with. */
	static final String SERVED = "200";

	private static final int AT_ONCE = 200;

	/** One call in so many goes on to Spotify. */
	private static final int RELAYED = 4;

	private final AtomicInteger begun = new AtomicInteger();

	private final Map<String, Integer> ends = new ConcurrentHashMap<>();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

	private final CloseableHttpClient http = HttpClients.custom()
		.disableAutomaticRetries()
		.setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(Timeout.ofMinutes(1)).build())
		.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
			.setMaxConnPerRoute(AT_ONCE)
			.setMaxConnTotal(AT_ONCE)
			.setDefaultConnectionConfig(ConnectionConfig.custom()
				.setConnectTimeout(Timeout.ofSeconds(30))
				.setValidateAfterInactivity(TimeValue.ofSeconds(1))
				.setTimeToLive(TimeValue.ofSeconds(8))
				.build())
			.build())
		.build();

	private final URI target;

	private final String token;

	/**
	 * Begin.
	 * @param target who is called
	 * @param token with which API token
	 * @param perSecond how often
	 */
	ConstantRate(URI target, String token, int perSecond) {
		this.target = target;
		this.token = token;
		this.clock.scheduleAtFixedRate(() -> this.threads.execute(this::call), 0,
				TimeUnit.SECONDS.toNanos(1) / perSecond, TimeUnit.NANOSECONDS);
	}

	int begun() {
		return this.begun.get();
	}

	/**
	 * Begin no more calls, and wait for those that are under way.
	 * @return how many calls ended with each status, or with an exception
	 */
	Map<String, Integer> end() throws InterruptedException {
		this.clock.shutdown();
		this.clock.awaitTermination(1, TimeUnit.MINUTES);
		this.threads.shutdown();
		this.threads.awaitTermination(5, TimeUnit.MINUTES);
		return new TreeMap<>(this.ends);
	}

	@Override
	public void close() throws IOException {
		this.clock.shutdownNow();
		this.threads.shutdownNow();
		this.http.close();
	}

	private void call() {
		int number = this.begun.incrementAndGet();
		String path = (number % RELAYED == 0) ? "/v1/me?call=" + number : "/api/me/connection";
		HttpGet request = new HttpGet(this.target + path);
		request.setHeader("Authorization", "Bearer " + this.token);
		this.ends.merge(end(request), 1, Integer::sum);
	}

	private String end(HttpGet request) {
		try {
			return this.http.execute(request, (response) -> {
				EntityUtils.consume(response.getEntity());
				return Integer.toString(response.getCode());
			});
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}
