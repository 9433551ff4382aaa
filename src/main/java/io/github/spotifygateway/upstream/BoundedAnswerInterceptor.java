package io.github.spotifygateway.upstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
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
		try (ClientHttpResponse response = execution.execute(request, body)) {
			return new ReadResponse(response.getStatusCode(), response.getStatusText(), response.getHeaders(),
					read(response.getBody()));
		}
		catch (SocketTimeoutException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw (System.nanoTime() - start >= this.deadline.toNanos()) ? deadlineExceeded(ex) : ex;
		}
	}

	private byte[] read(InputStream body) throws IOException {
		byte[] bytes = body.readNBytes(this.maxBytes + 1);
		if (bytes.length > this.maxBytes) {
			throw new IOException("Answer is larger than " + this.maxBytes + " bytes");
		}
		return bytes;
	}

	private SocketTimeoutException deadlineExceeded(IOException cause) {
		SocketTimeoutException exceeded = new SocketTimeoutException("No complete answer within " + this.deadline);
		exceeded.initCause(cause);
		return exceeded;
	}

	/**
	 * An answer that has been read to its end.
	 */
	private record ReadResponse(HttpStatusCode status, String text, HttpHeaders headers,
			byte[] bytes) implements ClientHttpResponse {

		@Override
		public HttpStatusCode getStatusCode() {
			return this.status;
		}

		@Override
		public String getStatusText() {
			return this.text;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.bytes);
		}

		@Override
		public void close() {
			// its connection is back in the pool already
		}

		@Override
		public String toString() {
			return "ReadResponse[status=" + this.status + "]";
		}

	}

}
