package io.github.spotifygateway.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Callers who hang up a moment after they have sent their request.
 */
final class HangingUpCallers implements AutoCloseable {

	private static final Duration MOMENT = Duration.ofMillis(30);

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final String token;

	HangingUpCallers(String token) {
		this.token = token;
	}

	/**
	 * Call each node many times, and be back when the last caller has hung up.
	 */
	void callAndHangUp(List<URI> nodes, int callsPerNode) throws Exception {
		List<? extends ScheduledFuture<?>> calls = IntStream.range(0, callsPerNode)
			.boxed()
			.flatMap((call) -> nodes.stream())
			.map(this::call)
			.toList();
		for (ScheduledFuture<?> call : calls) {
			call.get();
		}
	}

	private ScheduledFuture<?> call(URI node) {
		try {
			Socket socket = new Socket(node.getHost(), node.getPort());
			String request = "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
				.formatted(Caller.target(), node.getAuthority(), this.token);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return this.clock.schedule(() -> {
				socket.close();
				return socket;
			}, MOMENT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

}
