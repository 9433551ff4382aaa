package io.github.spotifygateway.web;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An address, or all that begin with the same bits.
 *
 * @param first one address of the range
 * @param length how many bits all of them have in common
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632#section-3.1">RFC 4632, CIDR</a>
 */
record IpRange(InetAddress first, int length) {

	private static final Pattern TEXT = Pattern.compile("(?<address>[^/]+)(?:/(?<length>[0-9]{1,3}))?");

	/**
	 * Read a range: an address, or an address and a number of bits behind a slash.
	 * @return the range, empty if the text is none
	 */
	static Optional<IpRange> parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		return IpAddress.parse(matcher.group("address"))
			.map((address) -> new IpRange(address, length(matcher.group("length"), address)))
			.filter((range) -> range.length() <= bits(range.first()));
	}

	private static int length(@Nullable String length, InetAddress address) {
		return (length != null) ? Integer.parseInt(length) : bits(address);
	}

	boolean contains(InetAddress address) {
		int rest = bits(this.first) - this.length;
		return bits(address) == bits(this.first)
				&& number(address).shiftRight(rest).equals(number(this.first).shiftRight(rest));
	}

	private static BigInteger number(InetAddress address) {
		return new BigInteger(1, address.getAddress());
	}

	private static int bits(InetAddress address) {
		return address.getAddress().length * Byte.SIZE;
	}

}
