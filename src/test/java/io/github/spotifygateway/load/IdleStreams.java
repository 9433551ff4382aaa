package io.github.spotifygateway.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many followers of one event stream, read by one thread that only counts the events.
 */
final class IdleStreams implements AutoCloseable {

	private static final byte[] EVENT = "\nid: ".getBytes(StandardCharsets.US_ASCII);

	private final InetSocketAddress gateway;

	private final byte[] request;

	private final Selector selector;

	private final List<Stream> streams = new CopyOnWriteArrayList<>();

	private final Thread reader = new Thread(this::read, "idle-streams");

	IdleStreams(URI gateway, String token) throws IOException {
		this.gateway = new InetSocketAddress(gateway.getHost(), gateway.getPort());
		this.request = ("GET /api/me/now-playing/events HTTP/1.1\r\nHost: " + gateway.getAuthority()
				+ "\r\nAuthorization: Bearer " + token + "\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
		this.selector = Selector.open();
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/**
	 * Open further streams, one after the other.
	 */
	void open(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			SocketChannel channel = SocketChannel.open(this.gateway);
			ByteBuffer bytes = ByteBuffer.wrap(this.request);
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			channel.configureBlocking(false);
			Stream stream = new Stream(channel, new AtomicInteger(), new AtomicInteger());
			this.streams.add(stream);
			this.selector.wakeup();
			channel.register(this.selector, SelectionKey.OP_READ, stream);
		}
	}

	/**
	 * How many have got at least some number of events.
	 */
	long withEvents(int events) {
		return this.streams.stream().filter((stream) -> stream.events().get() >= events).count();
	}

	int count() {
		return this.streams.size();
	}

	/**
	 * Close some without reading what is still to come.
	 */
	void drop(int count) throws IOException {
		for (Stream stream : List.copyOf(this.streams.subList(0, count))) {
			stream.channel().close();
			this.streams.remove(stream);
		}
		this.selector.wakeup();
	}

	@Override
	public void close() throws IOException {
		drop(this.streams.size());
		this.selector.close();
	}

	private void read() {
		ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
		try {
			while (this.selector.isOpen()) {
				this.selector.select((key) -> read(key, buffer));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void read(SelectionKey key, ByteBuffer buffer) {
		Stream stream = (Stream) key.attachment();
		try {
			if (stream.channel().read(buffer.clear()) < 0) {
				key.cancel();
			}
			stream.count(buffer.flip());
		}
		catch (IOException ex) {
			key.cancel();
		}
	}

	/**
	 * One of them.
	 *
	 * @param channel its connection
	 * @param matched how many bytes of the mark of an event came last
	 * @param events how many events have come
	 */
	private record Stream(SocketChannel channel, AtomicInteger matched, AtomicInteger events) {

		void count(ByteBuffer bytes) {
			while (bytes.hasRemaining()) {
				byte next = bytes.get();
				boolean matches = next == EVENT[this.matched.get()];
				this.matched.set(matches ? this.matched.get() + 1 : (next == EVENT[0]) ? 1 : 0);
				if (this.matched.compareAndSet(EVENT.length, 0)) {
					this.events.incrementAndGet();
				}
			}
		}

	}

}
