package io.github.spotifygateway.spotify;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Reads once more, a moment later, what a passing failure kept from being read. Nothing
 * else is repeated: it may have had its effect.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2">RFC 9110,
 * Idempotent Methods</a>
 */
final class RetryInterceptor implements ClientHttpRequestInterceptor {

	private static final Duration QUICK = Duration.ofSeconds(2);

	private static final int SHORTEST_PAUSE = 50;

	private static final int LONGEST_PAUSE = 250;

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		if (!HttpMethod.GET.equals(request.getMethod())) {
			return execution.execute(request, body);
		}
		long start = System.nanoTime();
		try {
			ClientHttpResponse response = execution.execute(request, body);
			if (!isPassingFailure(response) || !isQuick(start)) {
				return response;
			}
			response.close();
		}
		catch (InterruptedIOException ex) {
			// took all the time there is
			throw ex;
		}
		catch (IOException ex) {
			if (!isQuick(start)) {
				throw ex;
			}
		}
		pause();
		return execution.execute(request, body);
	}

	private static boolean isPassingFailure(ClientHttpResponse response) throws IOException {
		return response.getStatusCode().is5xxServerError()
				&& !response.getHeaders().containsHeader(HttpHeaders.RETRY_AFTER);
	}

	private static boolean isQuick(long start) {
		return System.nanoTime() - start < QUICK.toNanos();
	}

	private static void pause() throws InterruptedIOException {
		try {
			Thread.sleep(ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE, LONGEST_PAUSE));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException();
		}
	}

}
