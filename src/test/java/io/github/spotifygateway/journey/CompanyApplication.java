package io.github.spotifygateway.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An application of the company, which believes what its proxy says about callers.
 */
final class CompanyApplication implements AutoCloseable {

	private final HttpServer server;

	private final List<Map<String, List<String>>> seen = new CopyOnWriteArrayList<>();

	CompanyApplication() {
		try {
			this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	URI url() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/**
	 * The headers of every request it got.
	 */
	List<Map<String, List<String>>> seen() {
		return this.seen;
	}

	private void answer(HttpExchange exchange) throws IOException {
		Headers headers = new Headers();
		headers.putAll(exchange.getRequestHeaders());
		this.seen.add(headers);
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
