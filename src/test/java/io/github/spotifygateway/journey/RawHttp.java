package io.github.spotifygateway.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Sends bytes that no HTTP client would send, and reads everything that comes back until
 * the server closes the connection.
 */
final class RawHttp {

	private static final int PATIENCE = 30_000;

	private RawHttp() {
	}

	/**
	 * Send a GET that asks for the connection to be closed.
	 * @return the status
	 */
	static int get(URI server, String target, String token) {
		return status(send(server, "GET " + target + " HTTP/1.1\r\nHost: " + server.getAuthority()
				+ "\r\nAuthorization: Bearer " + token + "\r\nConnection: close\r\n\r\n"));
	}

	/**
	 * Send anything.
	 * @param bytes what to send, a byte for each character
	 * @return what came back
	 */
	static String send(URI server, String bytes) {
		return send(server, null, bytes);
	}

	/**
	 * Send anything from one of the addresses of this machine.
	 * @param from the address, any if {@code null}
	 * @param bytes what to send, a byte for each character
	 * @return what came back
	 */
	static String send(URI server, @Nullable String from, String bytes) {
		try (Socket socket = new Socket()) {
			socket.bind((from != null) ? new InetSocketAddress(from, 0) : null);
			socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
			socket.setSoTimeout(PATIENCE);
			socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
		catch (SocketException ex) {
			return "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The status of an answer.
	 */
	static int status(String answer) {
		return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
	}

}
