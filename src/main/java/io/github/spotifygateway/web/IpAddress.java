package io.github.spotifygateway.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads addresses that are written as numbers. Java's own parser would ask the network
 * for everything else, and takes {@code 127.1} and {@code 010.0.0.1} for addresses too.
 */
final class IpAddress {

	private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

	private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");

	private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}");

	private IpAddress() {
	}

	/**
	 * Read an address.
	 * @return the address, empty if the text is none; IPv4 in the form of IPv6 becomes
	 * what it is
	 */
	static Optional<InetAddress> parse(String text) {
		boolean literal = IPV4.matcher(text).matches() || IPV6.matcher(text).matches();
		return literal ? resolve(text) : Optional.empty();
	}

	private static Optional<InetAddress> resolve(String literal) {
		try {
			// the brackets keep it from being looked up as a name
			return Optional.of(InetAddress.getByName((literal.indexOf(':') < 0) ? literal : "[" + literal + "]"));
		}
		catch (UnknownHostException ex) {
			return Optional.empty();
		}
	}

}
