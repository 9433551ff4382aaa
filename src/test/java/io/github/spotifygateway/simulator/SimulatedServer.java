package io.github.spotifygateway.simulator;

import java.net.URI;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.jetty12.Jetty12HttpServerFactory;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * One WireMock server with an endpoint behind all of its paths. Delays are asynchronous,
 * so that hundreds of slow answers need few threads.
 */
final class SimulatedServer {

	private static final String HOST = "127.0.0.1";

	private static final int CONTAINER_THREADS = 48;

	private static final int DELAY_THREADS = 16;

	private static final int ACCEPT_QUEUE_SIZE = 1024;

	private final WireMockServer wireMock;

	SimulatedServer(int port, Endpoint endpoint) {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("org.eclipse.jetty", LogLevel.ERROR);
		this.wireMock = new WireMockServer(configuration(port).extensions(new EndpointTransformer(endpoint)));
		this.wireMock.stubFor(WireMock.any(WireMock.anyUrl()));
		this.wireMock.start();
	}

	// Over plain HTTP/2, java.net.http.HttpClient sees resets instead of some answers.
	private static WireMockConfiguration configuration(int port) {
		return WireMockConfiguration.options()
			.httpServerFactory(new Jetty12HttpServerFactory())
			.bindAddress(HOST)
			.port(port)
			.http2PlainDisabled(true)
			.containerThreads(CONTAINER_THREADS)
			.jettyAcceptors(1)
			.jettyAcceptQueueSize(ACCEPT_QUEUE_SIZE)
			.asynchronousResponseEnabled(true)
			.asynchronousResponseThreads(DELAY_THREADS)
			.disableRequestJournal()
			.stubRequestLoggingDisabled(true)
			.templatingEnabled(false);
	}

	URI url() {
		return URI.create("http://%s:%d".formatted(HOST, this.wireMock.port()));
	}

	void stop() {
		this.wireMock.stop();
	}

	private record EndpointTransformer(Endpoint endpoint) implements ResponseDefinitionTransformerV2 {

		@Override
		public String getName() {
			return "endpoint";
		}

		@Override
		public ResponseDefinition transform(ServeEvent event) {
			return this.endpoint.answer(event.getRequest()).build();
		}

	}

}
