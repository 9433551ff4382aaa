package com.example.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A server that answers as told and remembers what it was asked.
 */
final class StubServer {

	private final HttpServer server;

	private final Map<String, Answer> answers = new ConcurrentHashMap<>();

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	private final Answer otherwise;

	StubServer(Answer otherwise) {
		this.otherwise = otherwise;
		try {
			this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	void answer(String path, Answer answer) {
		this.answers.put(path, answer);
	}

	void reset() {
		this.answers.clear();
		this.calls.clear();
	}

	/**
	 * What came to a path, the first first.
	 */
	List<Call> calls(String path) {
		return this.calls.stream().filter((call) -> call.path().equals(path)).toList();
	}

	List<Call> calls() {
		return List.copyOf(this.calls);
	}

	private void handle(HttpExchange exchange) throws IOException {
		Call call = new Call(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
				Map.copyOf(exchange.getRequestHeaders()));
		exchange.getRequestBody().readAllBytes();
		this.calls.add(call);
		Answer answer = this.answers.getOrDefault(call.path(), this.otherwise);
		byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
		int status = answer.refusedToken().equals(call.header("Authorization")) ? 401 : answer.status();
		answer.headers().forEach(exchange.getResponseHeaders()::set);
		exchange.sendResponseHeaders(status, (body.length == 0) ? -1 : body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	record Answer(int status, String body, Map<String, String> headers, String refusedToken) {

		static Answer json(String body) {
			return new Answer(200, body, Map.of("Content-Type", "application/json"), "none");
		}

		Answer refusing(String token) {
			return new Answer(status(), body(), headers(), "Bearer " + token);
		}

	}

	record Call(String method, String path, Map<String, List<String>> headers) {

		String header(String name) {
			return headers().entrySet()
				.stream()
				.filter((header) -> header.getKey().equalsIgnoreCase(name))
				.map((header) -> String.join(", ", header.getValue()))
				.findFirst()
				.orElse("");
		}

	}

}
