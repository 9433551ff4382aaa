package io.github.spotifygateway.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Passes JSON through and turns links to the Web API into links to the gateway, so that
 * no client is led to send its token elsewhere. Only members that hold such links are
 * looked at; every other byte stays as it is. JSON of any size passes in a few kilobytes
 * of memory.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-7">RFC 8259, Strings</a>
 */
final class LinkRewriter {

	private static final Set<String> LINKS = Set.of("href", "next", "previous", "track_href", "analysis_url");

	private static final int LONGEST_NAME = 13;

	private static final int BUFFER_SIZE = 8192;

	private final String from;

	private final byte[] to;

	private final OutputStream out;

	private final byte[] buffer = new byte[BUFFER_SIZE];

	private int buffered;

	/** What is held back of a link until it is known whether it has to be rewritten. */
	private final ByteArrayOutputStream held = new ByteArrayOutputStream();

	private final JsonCharacters text = new JsonCharacters();

	private State state = State.BETWEEN;

	private boolean afterLinkName;

	/**
	 * Create a rewriter for one document.
	 * @param from what rewritten links begin with, up to the end of a path segment
	 * @param to what they begin with instead, of characters that JSON does not escape
	 * @param out where the JSON goes
	 */
	LinkRewriter(String from, String to, OutputStream out) {
		this.from = from;
		this.to = to.getBytes(StandardCharsets.US_ASCII);
		this.out = out;
	}

	/**
	 * Pass a document through.
	 * @throws IOException if it cannot be read to its end or written
	 */
	void rewrite(InputStream json) throws IOException {
		byte[] chunk = new byte[BUFFER_SIZE];
		for (int length = json.read(chunk); length >= 0; length = json.read(chunk)) {
			for (int index = 0; index < length; index++) {
				accept(chunk[index]);
			}
			if (json.available() == 0) {
				flush();
			}
		}
		pass(this.held.toByteArray());
		flush();
	}

	private void accept(byte b) throws IOException {
		switch (this.state) {
			case BETWEEN -> between(b);
			case STRING -> string(b);
			case LINK -> link(b);
		}
	}

	private void between(byte b) throws IOException {
		pass(b);
		switch (b) {
			case '"' -> {
				this.text.clear();
				this.state = this.afterLinkName ? State.LINK : State.STRING;
				this.afterLinkName = false;
			}
			case ':' -> this.afterLinkName = LINKS.contains(this.text.toString());
			case ' ', '\t', '\r', '\n' -> {
				// may stand anywhere
			}
			default -> {
				this.afterLinkName = false;
				this.text.clear();
			}
		}
	}

	private void string(byte b) throws IOException {
		pass(b);
		if (this.text.isEnd(b)) {
			this.state = State.BETWEEN;
		}
		else {
			this.text.read(b, LONGEST_NAME);
		}
	}

	private void link(byte b) throws IOException {
		this.held.write(b);
		if (this.text.isEnd(b)) {
			release(this.text.toString().equals(this.from), "\"");
			this.state = State.BETWEEN;
			return;
		}
		this.text.read(b, Integer.MAX_VALUE);
		String begun = this.text.toString();
		if (begun.length() > this.from.length()) {
			String next = begun.substring(this.from.length());
			release(begun.startsWith(this.from) && (next.equals("/") || next.equals("?")), next);
			this.state = State.STRING;
		}
		else if (!this.from.startsWith(begun)) {
			release(false, "");
			this.state = State.STRING;
		}
	}

	private void release(boolean isLink, String next) throws IOException {
		if (isLink) {
			pass(this.to);
			pass(next.getBytes(StandardCharsets.US_ASCII));
		}
		else {
			pass(this.held.toByteArray());
		}
		this.held.reset();
	}

	private void pass(byte[] bytes) throws IOException {
		for (byte b : bytes) {
			pass(b);
		}
	}

	private void pass(byte b) throws IOException {
		if (this.buffered == BUFFER_SIZE) {
			flush();
		}
		this.buffer[this.buffered++] = b;
	}

	private void flush() throws IOException {
		this.out.write(this.buffer, 0, this.buffered);
		this.buffered = 0;
	}

	private enum State {

		/** Between strings. */
		BETWEEN,
		/** In a string that stays as it is. */
		STRING,
		/** At the beginning of a string that may be a link to the Web API. */
		LINK

	}

}
