package io.github.spotifygateway.spotify;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Counts each call against its caller's share.
 */
final class CallerLimitInterceptor implements ClientHttpRequestInterceptor {

	private final CallerLimit callerLimit;

	CallerLimitInterceptor(CallerLimit callerLimit) {
		this.callerLimit = callerLimit;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		Semaphore inFlight = this.callerLimit.take(Caller.current().getName());
		try {
			return new CountedAnswer(execution.execute(request, body), inFlight::release);
		}
		catch (IOException | RuntimeException | Error ex) {
			inFlight.release();
			throw ex;
		}
	}

}
