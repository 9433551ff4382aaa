package io.github.spotifygateway.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sockets whose other end has not answered for a while, such as a laptop that was closed.
 * Linux goes on sending to it for a quarter of an hour; Java has no option to shorten
 * that, but Linux tells how often it has tried. Elsewhere the system decides.
 *
 * @see <a href="https://www.kernel.org/doc/Documentation/networking/proc_net_tcp.txt">The
 * proc/net/tcp variables</a>
 */
final class UnansweredSockets {

	/** With a pause that begins at 0.2 seconds and doubles, this many take 13 seconds. */
	private static final int RETRANSMISSIONS = 6;

	private static final int REMOTE_ADDRESS = 2;

	private static final int RETRANSMITTED = 6;

	private static final int HEX = 16;

	private final List<Path> tables;

	UnansweredSockets(List<Path> tables) {
		this.tables = tables;
	}

	/**
	 * The tables of this machine.
	 */
	static UnansweredSockets ofThisMachine() {
		return new UnansweredSockets(Stream.of("/proc/net/tcp", "/proc/net/tcp6").map(Path::of).toList());
	}

	/**
	 * Where their other ends are, by the text of the address.
	 */
	Set<InetSocketAddress> remoteAddresses() {
		Set<InetSocketAddress> addresses = new HashSet<>();
		this.tables.stream().filter(Files::isReadable).forEach((table) -> read(table, addresses));
		return addresses;
	}

	private static void read(Path table, Set<InetSocketAddress> addresses) {
		try (Stream<String> lines = Files.lines(table, StandardCharsets.US_ASCII)) {
			lines.skip(1)
				.map((line) -> line.strip().split("\\s+"))
				.filter((columns) -> columns.length > RETRANSMITTED)
				.filter((columns) -> Integer.parseInt(columns[RETRANSMITTED], HEX) >= RETRANSMISSIONS)
				.forEach((columns) -> addresses.add(address(columns[REMOTE_ADDRESS])));
		}
		catch (IOException | UncheckedIOException ex) {
			// then the system decides
		}
	}

	/**
	 * Read an address: words of four bytes as they are in memory, then the port.
	 */
	private static InetSocketAddress address(String column) {
		int colon = column.indexOf(':');
		ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(column, 0, colon)).order(ByteOrder.BIG_ENDIAN);
		ByteBuffer bytes = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
		while (words.hasRemaining()) {
			bytes.putInt(words.getInt());
		}
		try {
			// an IPv4 address in the form of an IPv6 one becomes what it is
			return InetSocketAddress.createUnresolved(InetAddress.getByAddress(bytes.array()).getHostAddress(),
					Integer.parseInt(column.substring(colon + 1), HEX));
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
