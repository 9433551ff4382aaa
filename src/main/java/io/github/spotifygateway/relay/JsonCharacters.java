package io.github.spotifygateway.relay;

/**
 * The characters of a JSON string, read a byte at a time. Bytes beyond ASCII are taken
 * for characters of their own, which tells them from every ASCII text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-7">RFC 8259, Strings</a>
 */
final class JsonCharacters {

	/** What is read when a byte is not the last one of its character. */
	static final int NONE = -1;

	private static final int HEX_DIGITS = 4;

	private static final char NEVER = '\uFFFF';

	private boolean escaped;

	private int hexDigits;

	private int codeUnit;

	/**
	 * Begin with another string.
	 */
	void begin() {
		this.escaped = false;
		this.hexDigits = 0;
	}

	/**
	 * Whether a byte ends the string.
	 */
	boolean isEnd(byte b) {
		return b == '"' && isBetween();
	}

	/**
	 * Whether all characters that have begun are complete.
	 */
	boolean isBetween() {
		return !this.escaped && this.hexDigits == 0;
	}

	/**
	 * Read a byte that does not end the string.
	 * @return the character that is complete with it, or {@link #NONE}
	 */
	int read(byte b) {
		if (this.hexDigits > 0) {
			return hexDigit(b);
		}
		if (this.escaped) {
			this.escaped = false;
			return escape(b);
		}
		if (b == '\\') {
			this.escaped = true;
			return NONE;
		}
		return b & 0xff;
	}

	private int escape(byte b) {
		switch (b) {
			case 'u' -> {
				this.hexDigits = HEX_DIGITS;
				this.codeUnit = 0;
				return NONE;
			}
			case '/', '"', '\\' -> {
				return b;
			}
			default -> {
				return NEVER;
			}
		}
	}

	private int hexDigit(byte b) {
		int digit = Character.digit(b, 16);
		this.codeUnit = (digit < 0) ? NEVER : (this.codeUnit * 16 + digit);
		this.hexDigits--;
		return (this.hexDigits == 0) ? (char) this.codeUnit : NONE;
	}

}
