package io.github.spotifygateway.upstream;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * One request to Spotify, as {@link org.springframework.web.client.RestClient} makes it.
 */
final class UpstreamRequest extends AbstractClientHttpRequest {

	private final HttpMethod method;

	private final URI uri;

	private final ClientHttpRequestExecution execution;

	private final FastByteArrayOutputStream body = new FastByteArrayOutputStream();

	UpstreamRequest(HttpMethod method, URI uri, ClientHttpRequestExecution execution) {
		this.method = method;
		this.uri = uri;
		this.execution = execution;
	}

	@Override
	public HttpMethod getMethod() {
		return this.method;
	}

	@Override
	public URI getURI() {
		return this.uri;
	}

	@Override
	protected OutputStream getBodyInternal(HttpHeaders headers) {
		return this.body;
	}

	@Override
	protected ClientHttpResponse executeInternal(HttpHeaders headers) throws IOException {
		return this.execution.execute(this, this.body.toByteArrayUnsafe());
	}

}
