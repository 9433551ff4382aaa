package io.github.spotifygateway.relay;

/**
 * The characters at the beginning of a JSON string, read a byte at a time. Bytes beyond
 * ASCII are taken for characters of their own, which tells them from every ASCII text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-7">RFC 8259, Strings</a>
 */
final class JsonCharacters {

	private static final int HEX_DIGITS = 4;

	private static final char NEVER = '\uFFFF';

	private final StringBuilder characters = new StringBuilder();

	private boolean escaped;

	private int hexDigits;

	private int codeUnit;

	void clear() {
		this.characters.setLength(0);
		this.escaped = false;
		this.hexDigits = 0;
	}

	/**
	 * Whether a byte ends the string.
	 */
	boolean isEnd(byte b) {
		return b == '"' && !this.escaped && this.hexDigits == 0;
	}

	/**
	 * Read a byte that does not end the string.
	 * @param b the byte
	 * @param most how many characters to keep
	 */
	void read(byte b, int most) {
		if (this.hexDigits > 0) {
			hexDigit(b, most);
		}
		else if (this.escaped) {
			this.escaped = false;
			escape(b, most);
		}
		else if (b == '\\') {
			this.escaped = true;
		}
		else {
			append((char) (b & 0xff), most);
		}
	}

	private void escape(byte b, int most) {
		switch (b) {
			case 'u' -> {
				this.hexDigits = HEX_DIGITS;
				this.codeUnit = 0;
			}
			case '/', '"', '\\' -> append((char) b, most);
			default -> append(NEVER, most);
		}
	}

	private void hexDigit(byte b, int most) {
		int digit = Character.digit(b, 16);
		this.codeUnit = (digit < 0) ? NEVER : (this.codeUnit * 16 + digit);
		this.hexDigits--;
		if (this.hexDigits == 0) {
			append((char) this.codeUnit, most);
		}
	}

	private void append(char character, int most) {
		if (this.characters.length() < most) {
			this.characters.append(character);
		}
	}

	@Override
	public String toString() {
		return this.characters.toString();
	}

}
