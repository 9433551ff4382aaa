package io.github.spotifygateway.web;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a request came from, by what proxies say and strangers made up.
 */
class ForwardedForTests {

	private static final String PROXY = "10.0.0.1";

	private final TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/24", "2001:db8:a::/48"),
			ForwardedHeader.X_FORWARDED_FOR);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			203.0.113.9 | 203.0.113.9
			198.51.100.1, 203.0.113.9 | 203.0.113.9
			203.0.113.9, 10.0.0.7 | 203.0.113.9
			198.51.100.1, 203.0.113.9, 10.0.0.7, 10.0.0.8 | 203.0.113.9
			198.51.100.1,10.0.0.7,203.0.113.9 | 203.0.113.9
			10.0.0.9, 10.0.0.8 | 10.0.0.9
			203.0.113.9:4711 | 203.0.113.9
			[2001:db8::1]:4711 | 2001:db8:0:0:0:0:0:1
			2001:db8::1 | 2001:db8:0:0:0:0:0:1
			2001:db8::1, 2001:db8:a::7 | 2001:db8:0:0:0:0:0:1
			::ffff:203.0.113.9 | 203.0.113.9
			203.0.113.9, ::ffff:10.0.0.7 | 203.0.113.9
			203.0.113.9, unknown | 10.0.0.1
			203.0.113.9, unknown, 10.0.0.7 | 10.0.0.7
			203.0.113.9, | 10.0.0.1
			203.0.113.9,,10.0.0.7 | 10.0.0.7
			203.0.113.256 | 10.0.0.1
			010.1.1.1 | 10.0.0.1
			localhost | 10.0.0.1
			203.0.113.9 198.51.100.1 | 10.0.0.1
			203.0.113.9:port | 10.0.0.1
			[203.0.113.9] | 10.0.0.1
			fe80::1%lo | 10.0.0.1
			""")
	void listIsReadFromTheRightAsFarAsProxiesAreTrusted(String line, String client) {
		assertThat(client(ForwardedFor.ofList(List.of(line)))).isEqualTo(client);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			for=203.0.113.9 | 203.0.113.9
			For=203.0.113.9;proto=https;by=10.0.0.1;host=evil.example | 203.0.113.9
			for="[2001:db8::1]:4711" | 2001:db8:0:0:0:0:0:1
			for="203.0.113.9:_port" | 203.0.113.9
			for=198.51.100.1, for=203.0.113.9;proto=http, for=10.0.0.7 | 203.0.113.9
			for=198.51.100.1, proto=http | 10.0.0.1
			for=198.51.100.1, for=_hidden | 10.0.0.1
			for=198.51.100.1, for=unknown, for=10.0.0.7 | 10.0.0.7
			for=203.0.113.9;for=198.51.100.1 | 10.0.0.1
			for=203.0.113.9; | 10.0.0.1
			for=[2001:db8::1] | 10.0.0.1
			for="203.0.113.9 | 10.0.0.1
			for="203.0.113.9\\"" | 10.0.0.1
			for 203.0.113.9 | 10.0.0.1
			for=203.0.113.9,, for=10.0.0.7 | 10.0.0.1
			host="a, for=198.51.100.1" | 10.0.0.1
			203.0.113.9 | 10.0.0.1
			""")
	void elementsAreReadAsRfc7239HasThem(String line, String client) {
		assertThat(client(ForwardedFor.ofElements(List.of(line)))).isEqualTo(client);
	}

	@ParameterizedTest
	@ValueSource(strings = { "203.0.113.9", "198.51.100.1, 203.0.113.9" })
	void lastLineIsOfTheNearestProxy(String line) {
		assertThat(client(ForwardedFor.ofList(List.of("192.0.2.1, 10.0.0.9", line)))).isEqualTo("203.0.113.9");
		assertThat(client(ForwardedFor.ofElements(List.of("for=192.0.2.1", "for=" + line.replace(", ", ", for=")))))
			.isEqualTo("203.0.113.9");
	}

	@Property
	void whatAStrangerWritesMovesNothing(@ForAll("nodes") List<String> written,
			@ForAll("trusted") List<String> between) {
		List<String> nodes = new ArrayList<>(written);
		nodes.add("203.0.113.9");
		nodes.addAll(between);
		assertThat(client(new ForwardedFor(nodes))).isEqualTo("203.0.113.9");
		assertThat(client(ForwardedFor.ofList(List.of(String.join(", ", nodes))))).isEqualTo("203.0.113.9");
	}

	@Property
	void everyAddressBehindTheClientsIsTrusted(@ForAll("nodes") List<String> nodes) {
		String client = client(new ForwardedFor(nodes));
		int steps = 0;
		for (int i = nodes.size() - 1; i >= 0 && isTrusted(nodes.get(i)); i--) {
			steps++;
		}
		List<String> known = nodes.subList(nodes.size() - steps, nodes.size());
		String next = (steps < nodes.size()) ? nodes.get(nodes.size() - steps - 1) : "";
		String last = known.isEmpty() ? PROXY : known.get(0);
		assertThat(client).isEqualTo(IpAddress.parse(next).map(InetAddress::getHostAddress).orElse(last));
	}

	@Property
	void nothingButAnAddressComesOfIt(@ForAll String text) {
		assertThat(IpAddress.parse(client(ForwardedFor.ofList(List.of(text))))).isPresent();
		assertThat(IpAddress.parse(client(ForwardedFor.ofElements(List.of(text))))).isPresent();
		assertThat(IpAddress.parse(client(ForwardedFor.ofElements(List.of("for=\"" + text))))).isPresent();
	}

	@Provide
	Arbitrary<List<String>> nodes() {
		return Arbitraries
			.oneOf(trustedNode(), Arbitraries.of("203.0.113.1", "198.51.100.7", "2001:db8:0:0:0:0:0:9"),
					Arbitraries.of("", "unknown", "_x", "1.2.3", "10.0.0.1.", "a b", "10.0.0.300"))
			.list()
			.ofMaxSize(8);
	}

	@Provide
	Arbitrary<List<String>> trusted() {
		return trustedNode().list().ofMaxSize(4);
	}

	private static Arbitrary<String> trustedNode() {
		return Arbitraries.of("10.0.0.1", "10.0.0.2", "10.0.0.255", "2001:db8:a:0:0:0:0:1");
	}

	private boolean isTrusted(String node) {
		return IpAddress.parse(node).filter(this.proxies::contain).isPresent();
	}

	private String client(ForwardedFor way) {
		return way.client(IpAddress.parse(PROXY).orElseThrow(), this.proxies).getHostAddress();
	}

}
