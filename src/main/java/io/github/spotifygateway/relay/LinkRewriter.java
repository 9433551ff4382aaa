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

	/** One more than the longest name has, so that none is taken for its beginning. */
	private static final int LONGEST_NAME = 13;

	private static final int LARGEST_CHUNK = 8192;

	private static final int SMALLEST_CHUNK = 512;

	private final String from;

	private final byte[] to;

	private final OutputStream out;

	/** What is held back of a link until it is known whether it has to be rewritten. */
	private final ByteArrayOutputStream held = new ByteArrayOutputStream();

	/** How much of a link is what links to the Web API begin with. */
	private int matched;

	private final JsonCharacters characters = new JsonCharacters();

	/** How the string begins that is being read, or was read last. */
	private final StringBuilder name = new StringBuilder(LONGEST_NAME);

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
		byte[] chunk = new byte[Math.max(SMALLEST_CHUNK, Math.min(json.available(), LARGEST_CHUNK))];
		for (int length = json.read(chunk); length >= 0; length = json.read(chunk)) {
			accept(chunk, length);
		}
		this.held.writeTo(this.out);
	}

	/**
	 * Pass a chunk on in pieces as long as there are no links.
	 */
	private void accept(byte[] chunk, int length) throws IOException {
		int passed = 0;
		for (int index = 0; index < length; index++) {
			switch (this.state) {
				case BETWEEN -> between(chunk[index]);
				case STRING -> index = string(chunk, index, length);
				case LINK -> {
					if (this.held.size() == 0) {
						this.out.write(chunk, passed, index - passed);
					}
					link(chunk[index]);
					passed = index + 1;
				}
			}
		}
		this.out.write(chunk, passed, length - passed);
	}

	private void between(byte b) {
		switch (b) {
			case '"' -> begin(this.afterLinkName ? State.LINK : State.STRING);
			case ':' -> this.afterLinkName = isLinkName();
			case ' ', '\t', '\r', '\n' -> {
				// may stand anywhere
			}
			default -> {
				this.afterLinkName = false;
				this.name.setLength(0);
			}
		}
	}

	private void begin(State string) {
		this.characters.begin();
		this.name.setLength(0);
		this.matched = 0;
		this.state = string;
		this.afterLinkName = false;
	}

	private boolean isLinkName() {
		return this.name.length() < LONGEST_NAME && LINKS.contains(this.name.toString());
	}

	/**
	 * Read on in a string that stays as it is.
	 * @return the index of the last byte that was read
	 */
	private int string(byte[] chunk, int index, int length) {
		int last = index;
		if (this.name.length() == LONGEST_NAME && this.characters.isBetween()) {
			while (last < length - 1 && chunk[last] != '"' && chunk[last] != '\\') {
				last++;
			}
		}
		if (this.characters.isEnd(chunk[last])) {
			this.state = State.BETWEEN;
		}
		else {
			name(this.characters.read(chunk[last]));
		}
		return last;
	}

	private void name(int character) {
		if (character != JsonCharacters.NONE && this.name.length() < LONGEST_NAME) {
			this.name.append((char) character);
		}
	}

	private void link(byte b) throws IOException {
		this.held.write(b);
		if (this.characters.isEnd(b)) {
			release(this.matched == this.from.length(), '"');
			this.state = State.BETWEEN;
			return;
		}
		int character = this.characters.read(b);
		name(character);
		if (character == JsonCharacters.NONE) {
			return;
		}
		if (this.matched == this.from.length()) {
			release(character == '/' || character == '?', character);
			this.state = State.STRING;
		}
		else if (character == this.from.charAt(this.matched)) {
			this.matched++;
		}
		else {
			release(false, character);
			this.state = State.STRING;
		}
	}

	private void release(boolean isLink, int next) throws IOException {
		if (isLink) {
			this.out.write(this.to);
			this.out.write(next);
		}
		else {
			this.held.writeTo(this.out);
		}
		this.held.reset();
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
