package io.github.spotifygateway.web;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.StringUtils;

/**
 * The way of a request as one kind of header tells it: where each proxy was called from,
 * the nearest last. Only as much of it is believed as trusted proxies wrote.
 *
 * @param nodes the entries as they came; one that is no address is something all the same
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239, Forwarded HTTP
 * Extension</a>
 */
record ForwardedFor(List<String> nodes) {

	private static final String UNKNOWN = "unknown";

	private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";

	private static final Pattern PAIR = Pattern.compile("\\G[ \\t]*(?<name>" + TOKEN + ")=(?:(?<token>" + TOKEN
			+ ")|\"(?<quoted>[^\"\\\\]*+)\")[ \\t]*(?<end>[;,]|$)");

	private static final Pattern NODE = Pattern
		.compile("(?:(?<ipv4>[0-9.]+)|\\[(?<ipv6>[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+)])(?::(?:[0-9]{1,5}|_[0-9A-Za-z._-]+))?");

	/**
	 * Read {@code X-Forwarded-For}, whose lines are one list.
	 */
	static ForwardedFor ofList(List<String> lines) {
		return new ForwardedFor(
				lines.stream().flatMap((line) -> Arrays.stream(line.split(",", -1))).map(String::strip).toList());
	}

	/**
	 * Read {@code Forwarded}, whose lines are one list. One that is malformed leads
	 * nowhere.
	 */
	static ForwardedFor ofElements(List<String> lines) {
		return new ForwardedFor(lines.stream().flatMap((line) -> elements(line).stream()).toList());
	}

	private static List<String> elements(String line) {
		List<String> nodes = new ArrayList<>();
		List<String> inElement = new ArrayList<>();
		Matcher pair = PAIR.matcher(line);
		String end = ",";
		while (!end.isEmpty() && pair.find()) {
			if (pair.group("name").equalsIgnoreCase("for")) {
				inElement.add((pair.group("token") != null) ? pair.group("token") : pair.group("quoted"));
			}
			end = pair.group("end");
			if (!end.equals(";")) {
				nodes.add((inElement.size() == 1) ? inElement.get(0) : UNKNOWN);
				inElement.clear();
			}
		}
		return end.isEmpty() ? nodes : List.of(UNKNOWN);
	}

	/**
	 * Walk back from the server as long as who tells the next step is trusted.
	 * @param peer who is connected to this server
	 * @param proxies the proxies that are trusted
	 * @return the first address that is not theirs, or the last one that is known
	 */
	InetAddress client(InetAddress peer, TrustedProxies proxies) {
		InetAddress client = peer;
		for (int i = this.nodes.size() - 1; i >= 0 && proxies.contain(client); i--) {
			Optional<InetAddress> next = address(this.nodes.get(i));
			if (next.isEmpty()) {
				return client;
			}
			client = next.get();
		}
		return client;
	}

	private static Optional<InetAddress> address(String node) {
		Matcher matcher = NODE.matcher(node);
		if (!matcher.matches()) {
			return IpAddress.parse(node);
		}
		return IpAddress
			.parse(StringUtils.hasText(matcher.group("ipv4")) ? matcher.group("ipv4") : matcher.group("ipv6"));
	}

}
