package io.github.spotifygateway.spotify;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * An answer that counts as under way until it is closed: as long as it is read, it
 * occupies a connection.
 */
final class CountedAnswer implements ClientHttpResponse {

	private final ClientHttpResponse response;

	private final AtomicReference<@Nullable Runnable> release;

	CountedAnswer(ClientHttpResponse response, Runnable release) {
		this.response = response;
		this.release = new AtomicReference<>(release);
	}

	@Override
	public HttpStatusCode getStatusCode() throws IOException {
		return this.response.getStatusCode();
	}

	@Override
	public String getStatusText() throws IOException {
		return this.response.getStatusText();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.response.getHeaders();
	}

	@Override
	public InputStream getBody() throws IOException {
		return this.response.getBody();
	}

	@Override
	public void close() {
		try {
			this.response.close();
		}
		finally {
			Runnable once = this.release.getAndSet(null);
			if (once != null) {
				once.run();
			}
		}
	}

}
