package io.github.spotifygateway.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.support.HttpComponentsHeadersAdapter;

/**
 * An answer of Spotify as it comes. Closing it gives its connection back, which reads
 * what is left of the body, and ends the watch over its deadline.
 */
final class UpstreamResponse implements ClientHttpResponse {

	private final ClassicHttpResponse response;

	private final Runnable over;

	private final HttpHeaders headers;

	UpstreamResponse(ClassicHttpResponse response, Runnable over) {
		this.response = response;
		this.over = over;
		this.headers = new HttpHeaders(new HttpComponentsHeadersAdapter(response));
	}

	@Override
	public HttpStatusCode getStatusCode() {
		return HttpStatusCode.valueOf(this.response.getCode());
	}

	@Override
	public String getStatusText() {
		return Objects.requireNonNullElse(this.response.getReasonPhrase(), "");
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public InputStream getBody() throws IOException {
		HttpEntity entity = this.response.getEntity();
		return (entity != null) ? entity.getContent() : InputStream.nullInputStream();
	}

	@Override
	public void close() {
		try (this.response) {
			EntityUtils.consume(this.response.getEntity());
		}
		catch (IOException ex) {
			// the connection is not used again
		}
		finally {
			this.over.run();
		}
	}

}
