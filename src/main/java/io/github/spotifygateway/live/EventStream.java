package io.github.spotifygateway.live;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.spotifygateway.web.Peer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.jspecify.annotations.Nullable;

/**
 * One follower's open answer. Writing never waits for the follower: one who reads slowly
 * gets the newest event when it can, and none of those in between; one who reads nothing
 * is let go.
 */
final class EventStream implements WriteListener, AsyncListener {

	private final AsyncContext context;

	private final ServletOutputStream output;

	private final @Nullable Credential credential;

	private final InstantSource clock;

	private final InetSocketAddress remoteAddress;

	private final Instant openedAt;

	private final Consumer<EventStream> onEnd;

	/** Whether the container has asked for output; before that, none may be written. */
	private final AtomicBoolean begun = new AtomicBoolean();

	private final AtomicBoolean ended = new AtomicBoolean();

	private final AtomicBoolean unflushed = new AtomicBoolean();

	private final AtomicReference<byte @Nullable []> opening;

	private final AtomicReference<@Nullable Waiting> waiting = new AtomicReference<>();

	/**
	 * Open a stream.
	 * @param context the request, for which nothing has been written
	 * @param opening what it begins with
	 * @param credential what let the follower in, if that can be asked again
	 * @param clock tells the time
	 * @param onEnd told once when the stream is over, whoever ended it
	 * @throws IOException if there is no output any more
	 */
	EventStream(AsyncContext context, byte[] opening, @Nullable Credential credential, InstantSource clock,
			Consumer<EventStream> onEnd) throws IOException {
		this.context = context;
		this.output = context.getResponse().getOutputStream();
		this.opening = new AtomicReference<>(opening);
		this.credential = credential;
		this.clock = clock;
		this.onEnd = onEnd;
		this.remoteAddress = Peer.address(context.getRequest());
		this.openedAt = clock.instant();
	}

	/**
	 * What let the follower in, if that can be asked again.
	 */
	@Nullable Credential credential() {
		return this.credential;
	}

	/**
	 * Where the follower is, or the proxy in front of it.
	 */
	InetSocketAddress remoteAddress() {
		return this.remoteAddress;
	}

	/**
	 * When it was opened.
	 */
	Instant openedAt() {
		return this.openedAt;
	}

	/**
	 * Begin to write.
	 */
	void begin() {
		this.context.setTimeout(0);
		this.context.addListener(this);
		this.output.setWriteListener(this);
	}

	/**
	 * Send an event, or replace one that the follower has not taken yet.
	 */
	void send(byte[] event) {
		long now = this.clock.millis();
		this.waiting.updateAndGet((last) -> new Waiting(event, (last != null) ? last.since() : now));
		write();
	}

	/**
	 * Send a sign of life, unless something else waits already.
	 * @param patience for how long something may wait
	 */
	void beat(Duration patience) {
		long now = this.clock.millis();
		Waiting other = this.waiting.compareAndExchange(null, new Waiting(EventFormat.HEARTBEAT, now));
		if (other == null) {
			write();
		}
		else if (now - other.since() > patience.toMillis()) {
			end();
		}
	}

	/**
	 * End the answer. The follower may come back.
	 */
	void end() {
		if (complete()) {
			// without the lock: whoever is told takes others
			this.onEnd.accept(this);
		}
	}

	/**
	 * End the answer, but not while somebody writes: once the container has said that it
	 * is over, the same output serves another request.
	 * @return {@code false} if it was over
	 */
	private synchronized boolean complete() {
		if (this.ended.getAndSet(true)) {
			return false;
		}
		try {
			this.context.complete();
		}
		catch (IllegalStateException ex) {
			// the container was quicker
		}
		return true;
	}

	@Override
	public void onWritePossible() {
		this.begun.set(true);
		write();
	}

	@Override
	public void onError(Throwable failure) {
		end();
	}

	@Override
	public void onComplete(AsyncEvent event) {
		end();
	}

	@Override
	public void onError(AsyncEvent event) {
		end();
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		end();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
	}

	private void write() {
		if (!writeWhatWaits()) {
			end();
		}
	}

	private synchronized boolean writeWhatWaits() {
		try {
			boolean more = true;
			while (more && this.begun.get() && !this.ended.get() && this.output.isReady()) {
				more = writeNext();
			}
			return true;
		}
		catch (IOException | IllegalStateException ex) {
			return false;
		}
	}

	private boolean writeNext() throws IOException {
		byte[] first = this.opening.getAndSet(null);
		byte[] next = (first != null) ? first : takeWaiting();
		if (next != null) {
			this.output.write(next);
			this.unflushed.set(true);
			return true;
		}
		if (this.unflushed.compareAndSet(true, false)) {
			this.output.flush();
			return true;
		}
		return false;
	}

	private byte @Nullable [] takeWaiting() {
		Waiting next = this.waiting.getAndSet(null);
		return (next != null) ? next.event() : null;
	}

	/**
	 * What the follower has not taken yet.
	 *
	 * @param event the newest event, or a sign of life
	 * @param since since when something waits, in milliseconds since 1970
	 */
	private record Waiting(byte[] event, long since) {
	}

}
