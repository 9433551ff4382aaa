package io.github.spotifygateway.upstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

import org.apache.hc.core5.http.io.EofSensorInputStream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * An answer too large to keep, whose beginning has been read. When it is closed before
 * its end, the rest is not waited for: its connection is closed.
 */
public final class BegunAnswer implements ClientHttpResponse {

	private final ClientHttpResponse response;

	private final InputStream rest;

	private final InputStream body;

	private BegunAnswer(ClientHttpResponse response, byte[] beginning) throws IOException {
		this.response = response;
		this.rest = response.getBody();
		this.body = new SequenceInputStream(new ByteArrayInputStream(beginning), this.rest);
	}

	/**
	 * Read an answer to its end, unless it is too large.
	 * @param response the answer
	 * @param maxBytes largest body in bytes that is read
	 * @return a {@link ReadAnswer}, or one that reads on where this stopped
	 * @throws IOException if the answer cannot be read; it is closed then
	 */
	public static ClientHttpResponse read(ClientHttpResponse response, int maxBytes) throws IOException {
		if (response instanceof ReadAnswer || response instanceof BegunAnswer) {
			return response;
		}
		try {
			byte[] beginning = beginning(response, maxBytes);
			if (beginning.length > maxBytes) {
				return new BegunAnswer(response, beginning);
			}
			ReadAnswer answer = ReadAnswer.of(response, beginning);
			response.close();
			return answer;
		}
		catch (IOException | RuntimeException ex) {
			response.close();
			throw ex;
		}
	}

	/**
	 * No more memory than the answer says it needs.
	 */
	private static byte[] beginning(ClientHttpResponse response, int maxBytes) throws IOException {
		long said = length(response);
		if (said < 0 || said > maxBytes) {
			return response.getBody().readNBytes(maxBytes + 1);
		}
		InputStream body = response.getBody();
		byte[] whole = new byte[(int) said];
		int length = body.readNBytes(whole, 0, whole.length);
		if (body.read() >= 0) {
			throw new IOException("Answer is longer than it says");
		}
		return (length < whole.length) ? Arrays.copyOf(whole, length) : whole;
	}

	/**
	 * How long an answer says it is, -1 if it does not say so or no length at all.
	 */
	private static long length(ClientHttpResponse response) {
		try {
			return response.getHeaders().getContentLength();
		}
		catch (NumberFormatException ex) {
			return -1;
		}
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
	public InputStream getBody() {
		return this.body;
	}

	@Override
	public void close() {
		if (this.rest instanceof EofSensorInputStream unread) {
			try {
				unread.abort();
			}
			catch (IOException ex) {
				// it is gone anyway
			}
		}
		this.response.close();
	}

}
