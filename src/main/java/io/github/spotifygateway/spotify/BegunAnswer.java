package io.github.spotifygateway.spotify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

import io.github.spotifygateway.upstream.ReadAnswer;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * An answer too large to keep, whose beginning has been read.
 */
record BegunAnswer(ClientHttpResponse rest, byte[] beginning) implements ClientHttpResponse {

	/**
	 * Read an answer to its end, unless it is too large.
	 * @return a {@link ReadAnswer}, or one that reads on where this stopped
	 */
	static ClientHttpResponse read(ClientHttpResponse response, int maxBytes) throws IOException {
		if (response instanceof ReadAnswer || response instanceof BegunAnswer) {
			return response;
		}
		byte[] beginning = response.getBody().readNBytes(maxBytes + 1);
		if (beginning.length > maxBytes) {
			return new BegunAnswer(response, beginning);
		}
		ReadAnswer answer = ReadAnswer.of(response, beginning);
		response.close();
		return answer;
	}

	@Override
	public HttpStatusCode getStatusCode() throws IOException {
		return this.rest.getStatusCode();
	}

	@Override
	public String getStatusText() throws IOException {
		return this.rest.getStatusText();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.rest.getHeaders();
	}

	@Override
	public InputStream getBody() throws IOException {
		return new SequenceInputStream(new ByteArrayInputStream(this.beginning), this.rest.getBody());
	}

	@Override
	public void close() {
		this.rest.close();
	}

	@Override
	public String toString() {
		return "BegunAnswer[]";
	}

}
