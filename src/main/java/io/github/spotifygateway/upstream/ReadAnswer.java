package io.github.spotifygateway.upstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * An answer that has been read to its end: it occupies no connection and can be read any
 * number of times.
 */
public final class ReadAnswer implements ClientHttpResponse {

	private final HttpStatusCode status;

	private final String statusText;

	private final HttpHeaders headers;

	private final byte[] body;

	private ReadAnswer(HttpStatusCode status, String statusText, HttpHeaders headers, byte[] body) {
		this.status = status;
		this.statusText = statusText;
		this.headers = HttpHeaders.readOnlyHttpHeaders(headers);
		this.body = body;
	}

	/**
	 * Make an answer that no server gave.
	 * @param status its status
	 * @param headers its headers
	 * @param body its whole body
	 * @return the answer
	 */
	public static ReadAnswer of(HttpStatusCode status, HttpHeaders headers, byte[] body) {
		return new ReadAnswer(status, "", headers, body);
	}

	/**
	 * Make an answer of what has been read already.
	 * @param response where status and headers come from
	 * @param body its whole body
	 * @return the answer
	 * @throws IOException if the status cannot be read
	 */
	public static ReadAnswer of(ClientHttpResponse response, byte[] body) throws IOException {
		return new ReadAnswer(response.getStatusCode(), response.getStatusText(), response.getHeaders(), body);
	}

	/**
	 * Read an answer and close it.
	 * @param response the answer
	 * @param maxBytes largest body in bytes
	 * @return the answer
	 * @throws IOException if it cannot be read or is larger
	 */
	public static ReadAnswer read(ClientHttpResponse response, int maxBytes) throws IOException {
		try (response) {
			byte[] body = response.getBody().readNBytes(maxBytes + 1);
			if (body.length > maxBytes) {
				throw new IOException("Answer is larger than " + maxBytes + " bytes");
			}
			return of(response, body);
		}
	}

	@Override
	public HttpStatusCode getStatusCode() {
		return this.status;
	}

	@Override
	public String getStatusText() {
		return this.statusText;
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public InputStream getBody() {
		return new ByteArrayInputStream(this.body);
	}

	@Override
	public void close() {
		// its connection is back in the pool already
	}

	@Override
	public String toString() {
		return "ReadAnswer[status=" + this.status + "]";
	}

}
