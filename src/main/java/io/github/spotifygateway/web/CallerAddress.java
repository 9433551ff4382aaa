package io.github.spotifygateway.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Whom a call comes from, as far as limits go: an IPv4 address, or the /64 of an IPv6
 * address, which is one network and holds more addresses than anyone can count.
 */
public final class CallerAddress {

	private static final int NETWORK_LENGTH = 8;

	private CallerAddress() {
	}

	/**
	 * The address a request came from.
	 * @param request the request
	 * @return the address or network that limits count by
	 */
	public static String of(HttpServletRequest request) {
		return of(request.getRemoteAddr());
	}

	/**
	 * The same of an address that was taken down.
	 * @param address an address as text; a network stays what it is
	 * @return the address or network that limits count by
	 */
	public static String of(String address) {
		return (address.indexOf(':') < 0) ? address : network(address);
	}

	private static String network(String address) {
		try {
			// the brackets keep it from being looked up as a name
			byte[] bytes = InetAddress.getByName("[" + address + "]").getAddress();
			byte[] network = Arrays.copyOf(Arrays.copyOf(bytes, NETWORK_LENGTH), bytes.length);
			return (bytes.length > NETWORK_LENGTH) ? InetAddress.getByAddress(network).getHostAddress() + "/64"
					: InetAddress.getByAddress(bytes).getHostAddress();
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

}
