package io.github.spotifygateway.upstream;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Sends requests, which are aborted when they are not over by their deadline. A read
 * time-out alone does not end an answer that arrives a byte at a time.
 */
final class UpstreamExecution implements ClientHttpRequestExecution {

	/** Apache's client says these itself, after the body. */
	private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

	private final HttpClient httpClient;

	private final RequestConfig timeouts;

	private final Deadlines deadlines;

	private final Duration deadline;

	UpstreamExecution(HttpClient httpClient, RequestConfig timeouts, Deadlines deadlines, Duration deadline) {
		this.httpClient = httpClient;
		this.timeouts = timeouts;
		this.deadlines = deadlines;
		this.deadline = deadline;
	}

	/**
	 * Send a request. It is watched until its answer is closed.
	 */
	@Override
	public ClientHttpResponse execute(HttpRequest request, byte[] body) throws IOException {
		HttpUriRequestBase outgoing = outgoing(request, body);
		Runnable endWatch = this.deadlines.watch(outgoing, this.deadline);
		try {
			return new UpstreamResponse(
					this.httpClient.executeOpen(RoutingSupport.determineHost(outgoing), outgoing, null), endWatch);
		}
		catch (HttpException ex) {
			endWatch.run();
			throw new IOException(ex);
		}
		catch (IOException | RuntimeException | Error ex) {
			endWatch.run();
			throw ex;
		}
	}

	private HttpUriRequestBase outgoing(HttpRequest request, byte[] body) {
		HttpUriRequestBase outgoing = new HttpUriRequestBase(request.getMethod().name(), request.getURI());
		outgoing.setConfig(this.timeouts);
		request.getHeaders().headerSet().forEach((header) -> {
			if (!FRAMING.contains(header.getKey().toLowerCase(Locale.ROOT))) {
				header.getValue().forEach((value) -> outgoing.addHeader(header.getKey(), value));
			}
		});
		if (body.length > 0) {
			outgoing.setEntity(new ByteArrayEntity(body, null));
		}
		return outgoing;
	}

}
