package io.github.spotifygateway.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.jspecify.annotations.Nullable;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * A stream with the container's part of it, for tests to play.
 */
final class OpenStream extends ServletOutputStream {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final AtomicBoolean ready = new AtomicBoolean();

	private final AtomicReference<Runnable> onWrite = new AtomicReference<>(() -> {
	});

	private final EventStream stream;

	private OpenStream(@Nullable Credential credential, InstantSource clock, Consumer<EventStream> onEnd) {
		MockHttpServletResponse response = new MockHttpServletResponse() {

			@Override
			public ServletOutputStream getOutputStream() {
				return OpenStream.this;
			}

		};
		try {
			this.stream = new EventStream(new MockAsyncContext(new MockHttpServletRequest(), response), new byte[0],
					credential, clock, onEnd);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.stream.begin();
	}

	static OpenStream open(@Nullable Credential credential, InstantSource clock, Consumer<EventStream> onEnd) {
		return new OpenStream(credential, clock, onEnd);
	}

	EventStream stream() {
		return this.stream;
	}

	/**
	 * What was written since output was refused last.
	 */
	String written() {
		return this.bytes.toString(StandardCharsets.UTF_8);
	}

	/**
	 * Refuse output until further notice.
	 */
	void takesNoOutput() {
		this.ready.set(false);
		this.bytes.reset();
	}

	/**
	 * Let the stream write.
	 */
	void takesOutput() {
		this.ready.set(true);
		this.stream.onWritePossible();
	}

	/**
	 * Do something while the stream writes.
	 */
	void onWrite(Runnable action) {
		this.onWrite.set(action);
	}

	@Override
	public boolean isReady() {
		return this.ready.get();
	}

	@Override
	public void setWriteListener(WriteListener listener) {
	}

	@Override
	public void write(int b) {
		this.bytes.write(b);
	}

	@Override
	public void write(byte[] b, int off, int len) {
		this.onWrite.get().run();
		this.bytes.write(b, off, len);
	}

}
