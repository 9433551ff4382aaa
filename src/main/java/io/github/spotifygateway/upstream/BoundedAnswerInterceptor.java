package io.github.spotifygateway.upstream;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Reads the whole answer at once, so that a slow, broken or oversized body fails in the
 * same place and the same way as a slow, broken or missing head.
 */
final class BoundedAnswerInterceptor implements ClientHttpRequestInterceptor {

	private final Duration deadline;

	private final int maxBytes;

	BoundedAnswerInterceptor(Duration deadline, int maxBytes) {
		this.deadline = deadline;
		this.maxBytes = maxBytes;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		long start = System.nanoTime();
		try {
			return ReadAnswer.read(execution.execute(request, body), this.maxBytes);
		}
		catch (SocketTimeoutException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw (System.nanoTime() - start >= this.deadline.toNanos()) ? deadlineExceeded(ex) : ex;
		}
	}

	private SocketTimeoutException deadlineExceeded(IOException cause) {
		SocketTimeoutException exceeded = new SocketTimeoutException("No complete answer within " + this.deadline);
		exceeded.initCause(cause);
		return exceeded;
	}

}
