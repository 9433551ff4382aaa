package io.github.spotifygateway.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Finds a port for a server that listens in a moment. The port is one the system gives to
 * no client, so that it is still free then, and again when the server is restarted.
 */
final class FreePort {

	private static final int FIRST = 20_000;

	private static final int LAST = 32_767;

	private FreePort() {
	}

	static int find() {
		IntStream ports = ThreadLocalRandom.current().ints(FIRST, LAST + 1);
		return ports.limit(1000).filter(FreePort::isFree).findFirst().orElseThrow();
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
