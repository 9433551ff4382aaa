package io.github.spotifygateway.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Takes traces as an OpenTelemetry collector does. What it got can be searched for texts,
 * which stand in the binary format as they are.
 */
final class TraceCollector implements AutoCloseable {

	private final HttpServer server;

	private final List<String> received = new CopyOnWriteArrayList<>();

	TraceCollector() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/v1/traces", this::receive);
		this.server.start();
	}

	private void receive(HttpExchange exchange) throws IOException {
		this.received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	/**
	 * What a gateway needs to send all of its traces here.
	 */
	String[] settings() {
		return new String[] {
				"management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:"
						+ this.server.getAddress().getPort() + "/v1/traces",
				"management.opentelemetry.tracing.export.schedule-delay=100ms",
				"management.tracing.sampling.probability=1.0" };
	}

	/**
	 * Everything it got.
	 */
	String received() {
		return String.join("\n", this.received);
	}

	/**
	 * How an id in hexadecimal digits stands in what it got.
	 */
	static String bytes(String id) {
		return new String(HexFormat.of().parseHex(id), StandardCharsets.ISO_8859_1);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
