package io.github.spotifygateway.web;

import java.net.InetAddress;
import java.util.List;

import io.github.spotifygateway.startup.StartupFailure;

/**
 * The proxies that may say where a request came from.
 */
final class TrustedProxies {

	private final List<IpRange> ranges;

	private final ForwardedHeader header;

	/**
	 * Create the list.
	 * @param ranges addresses and CIDR ranges, IPv4 and IPv6
	 * @param header where they tell it
	 * @throws StartupFailure if one of them is neither
	 */
	TrustedProxies(List<String> ranges, ForwardedHeader header) {
		this.ranges = ranges.stream().map(TrustedProxies::range).toList();
		this.header = header;
	}

	ForwardedHeader header() {
		return this.header;
	}

	boolean contain(InetAddress address) {
		return this.ranges.stream().anyMatch((range) -> range.contains(address));
	}

	private static IpRange range(String text) {
		return IpRange.parse(text)
			.orElseThrow(() -> new StartupFailure(
					"spotify-gateway.trusted-proxies [" + text + "] is neither an address nor a CIDR range.",
					"List the addresses that your proxies connect from, such as 10.0.0.7, 10.0.0.0/24 or 2001:db8::/64;"
							+ " names are not looked up."));
	}

}
