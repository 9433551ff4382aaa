package io.github.spotifygateway.spotify;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import io.github.spotifygateway.spotify.SavedCalls.By;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Counts each call against its caller's share.
 */
final class CallerLimitInterceptor implements ClientHttpRequestInterceptor {

	private final CallerLimit callerLimit;

	private final SavedCalls savedCalls;

	CallerLimitInterceptor(CallerLimit callerLimit, SavedCalls savedCalls) {
		this.callerLimit = callerLimit;
		this.savedCalls = savedCalls;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		Semaphore inFlight = take(Caller.current().getName());
		try {
			return new CountedAnswer(execution.execute(request, body), inFlight::release);
		}
		catch (IOException | RuntimeException | Error ex) {
			inFlight.release();
			throw ex;
		}
	}

	private Semaphore take(String caller) {
		try {
			return this.callerLimit.take(caller);
		}
		catch (CallerLimitException ex) {
			this.savedCalls.count(By.CALLER_LIMIT);
			throw ex;
		}
	}

}
