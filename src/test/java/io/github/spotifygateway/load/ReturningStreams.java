package io.github.spotifygateway.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Followers who come back when their event stream ends, after one to three seconds, as
 * the gateway asks them to.
 */
final class ReturningStreams implements AutoCloseable {

	private final URI target;

	private final String request;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final AtomicInteger open = new AtomicInteger();

	private final AtomicInteger returns = new AtomicInteger();

	private final AtomicInteger refusals = new AtomicInteger();

	private volatile boolean closed;

	ReturningStreams(URI target, String token, int count) {
		this.target = target;
		this.request = "GET /api/me/now-playing/events HTTP/1.1\r\nHost: " + target.getAuthority()
				+ "\r\nAuthorization: Bearer " + token + "\r\n\r\n";
		for (int i = 0; i < count; i++) {
			this.threads.execute(this::comeAgainAndAgain);
		}
	}

	/**
	 * How many have got an event and were not ended.
	 */
	int open() {
		return this.open.get();
	}

	int returns() {
		return this.returns.get();
	}

	/**
	 * How many came and were not let in.
	 */
	int refusals() {
		return this.refusals.get();
	}

	@Override
	public void close() {
		this.closed = true;
		this.threads.shutdownNow();
	}

	private void comeAgainAndAgain() {
		try {
			while (!this.closed) {
				follow();
				this.returns.incrementAndGet();
				Thread.sleep(ThreadLocalRandom.current().nextInt(1000, 3000));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void follow() {
		try (Socket socket = new Socket(this.target.getHost(), this.target.getPort())) {
			// more than there can be between two signs of life
			socket.setSoTimeout(60_000);
			socket.getOutputStream().write(this.request.getBytes(StandardCharsets.US_ASCII));
			BufferedReader lines = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			String status = lines.readLine();
			if (status == null || !status.contains(" 200")) {
				this.refusals.incrementAndGet();
				return;
			}
			read(lines);
		}
		catch (IOException ex) {
			// the end of the stream, as every other
		}
	}

	private void read(BufferedReader lines) throws IOException {
		boolean counted = false;
		try {
			for (String line = lines.readLine(); line != null && !this.closed; line = lines.readLine()) {
				if (line.startsWith("id: ") && !counted) {
					this.open.incrementAndGet();
					counted = true;
				}
			}
		}
		finally {
			if (counted) {
				this.open.decrementAndGet();
			}
		}
	}

}
