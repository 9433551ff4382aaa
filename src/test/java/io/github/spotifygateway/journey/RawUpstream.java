package io.github.spotifygateway.journey;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Web API that answers with any bytes, good or bad, and keeps its connections. What it
 * has no answer for it asks a simulated one.
 */
final class RawUpstream implements AutoCloseable {

	private static final int BACKLOG = 500;

	private final URI other;

	private final ServerSocket server;

	private final Map<String, Answer> answers = new ConcurrentHashMap<>();

	private final ExecutorService connections = Executors.newCachedThreadPool();

	private RawUpstream(URI other) throws IOException {
		this.other = other;
		this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
		this.connections.execute(this::accept);
	}

	static RawUpstream start(URI other) {
		try {
			return new RawUpstream(other);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	URI url() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	/**
	 * Answer a path from now on.
	 * @param path the path without its query
	 */
	void on(String path, Answer answer) {
		this.answers.put(path, answer);
	}

	/**
	 * Answer a path with these bytes and keep the connection, if they are a whole answer.
	 * @param bytes a byte for each character
	 */
	void on(String path, String bytes) {
		on(path, (out) -> out.write(bytes.getBytes(StandardCharsets.ISO_8859_1)));
	}

	private void accept() {
		try {
			while (!this.server.isClosed()) {
				Socket socket = this.server.accept();
				this.connections.execute(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			InputStream in = new BufferedInputStream(socket.getInputStream());
			boolean goesOn = true;
			while (goesOn) {
				String head = head(in);
				goesOn = !head.isEmpty() && answer(head, socket.getOutputStream());
			}
		}
		catch (IOException ex) {
			// the other side has left
		}
	}

	private boolean answer(String head, OutputStream out) throws IOException {
		String path = head.split(" ")[1].split("\\?")[0];
		Answer answer = this.answers.get(path);
		if (answer != null) {
			answer.write(out);
			out.flush();
			return true;
		}
		try (Socket socket = new Socket(this.other.getHost(), this.other.getPort())) {
			socket.getOutputStream()
				.write(head.replaceFirst("\r\n", "\r\nConnection: close\r\n").getBytes(StandardCharsets.ISO_8859_1));
			socket.getInputStream().transferTo(out);
			return false;
		}
	}

	/**
	 * Read a request up to its empty line; those that tests make have no body.
	 */
	private static String head(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		for (int next = in.read(); next >= 0; next = in.read()) {
			head.append((char) next);
			if (next == '\n' && head.toString().endsWith("\r\n\r\n")) {
				return head.toString();
			}
		}
		return "";
	}

	@Override
	public void close() {
		this.connections.shutdownNow();
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Answers a request. The connection is kept unless this fails.
	 */
	@FunctionalInterface
	interface Answer {

		void write(OutputStream out) throws IOException;

	}

}
