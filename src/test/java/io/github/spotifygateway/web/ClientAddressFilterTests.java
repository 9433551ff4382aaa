package io.github.spotifygateway.web;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left of forwarded headers behind the filter.
 */
class ClientAddressFilterTests {

	private static final String PROXY = "10.0.0.1";

	private static final String STRANGER = "203.0.113.66";

	private static final List<String> HEADERS = List.of("Forwarded", "X-Forwarded-For", "x-forwarded-host",
			"X-FORWARDED-PROTO", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Ssl", "X-Forwarded-User",
			"X-Forwarded-Method", "X-Forwarded-Uri", "X-Real-IP", "X-Original-Method", "X-Original-URI",
			"X-Original-URL", "X_Forwarded_For", "X-Forwarded_For", "x_real_ip", "X_Original_URI",
			"X-Auth_Request_User", "X_Auth_Request_Email", "Gateway_Principal");

	private final ClientAddressFilter filter = filter(ForwardedHeader.X_FORWARDED_FOR);

	@ParameterizedTest
	@ValueSource(strings = { PROXY, STRANGER })
	void nobodyBehindItSeesForwardedHeaders(String peer) throws Exception {
		MockHttpServletRequest request = from(peer);
		HEADERS.forEach((name) -> request.addHeader(name, "1"));
		request.addHeader("Accept", "text/html");
		HttpServletRequest seen = filtered(request);
		assertThat(Collections.list(seen.getHeaderNames())).containsExactly("Accept");
		assertThat(HEADERS).allSatisfy((name) -> {
			assertThat(seen.getHeader(name)).isNull();
			assertThat(Collections.list(seen.getHeaders(name))).isEmpty();
			assertThat(seen.getIntHeader(name)).isEqualTo(-1);
			assertThat(seen.getDateHeader(name)).isEqualTo(-1);
		});
		assertThat(seen.getHeader("accept")).isEqualTo("text/html");
	}

	@Test
	void addressIsAllThatIsTaken() throws Exception {
		MockHttpServletRequest request = from(PROXY);
		request.addHeader("X-Forwarded-For", "203.0.113.9");
		request.addHeader("Forwarded", "for=198.51.100.1;proto=https;host=evil.example");
		request.addHeader("X-Forwarded-Proto", "https");
		request.addHeader("X-Forwarded-Host", "evil.example");
		request.addHeader("X-Forwarded-Port", "444");
		request.addHeader("X-Forwarded-Prefix", "/evil");
		HttpServletRequest seen = filtered(request);
		assertThat(seen.getRemoteAddr()).isEqualTo("203.0.113.9");
		assertThat(seen.getRemoteHost()).isEqualTo("203.0.113.9");
		assertThat(seen.getRequestURL()).hasToString("http://localhost/api/me");
		assertThat(seen.isSecure()).isFalse();
		assertThat(seen.getContextPath()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			10.0.0.1 | 203.0.113.9 | 203.0.113.9 | 203.0.113.9 | 203.0.113.9
			10.0.0.1 | '' | 203.0.113.9 | 10.0.0.1 | 203.0.113.9
			10.0.0.1 | 203.0.113.9 | '' | 203.0.113.9 | 10.0.0.1
			10.0.0.1 | 203.0.113.9 | 198.51.100.1 | 203.0.113.9 | 198.51.100.1
			10.0.0.1 | 198.51.100.1, 203.0.113.9 | 203.0.113.9 | 203.0.113.9 | 203.0.113.9
			10.0.0.1 | unknown | 203.0.113.9 | 10.0.0.1 | 203.0.113.9
			203.0.113.66 | 203.0.113.9 | 203.0.113.9 | 203.0.113.66 | 203.0.113.66
			fe80:0:0:0:0:0:0:1%2 | 203.0.113.9 | '' | 203.0.113.9 | fe80:0:0:0:0:0:0:1
			""")
	void onlyOneHeaderCounts(String peer, String list, String element, String byList, String byElement)
			throws Exception {
		MockHttpServletRequest request = from(peer);
		if (!list.isEmpty()) {
			request.addHeader("X-Forwarded-For", list);
		}
		if (!element.isEmpty()) {
			request.addHeader("Forwarded", "for=" + element);
		}
		assertThat(filtered(request).getRemoteAddr()).isEqualTo(byList);
		assertThat(filtered(filter(ForwardedHeader.FORWARDED), request).getRemoteAddr()).isEqualTo(byElement);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Real-IP", "X_Forwarded_For", "X-Forwarded_For", "X-Client-IP", "True-Client-IP" })
	void noOtherHeaderTellsTheAddress(String name) throws Exception {
		MockHttpServletRequest request = from(PROXY);
		request.addHeader(name, "203.0.113.9");
		assertThat(filtered(request).getRemoteAddr()).isEqualTo(PROXY);
	}

	@Test
	void connectionGoesOnBeingKnownByItsOtherEnd() throws Exception {
		MockHttpServletRequest request = from(PROXY);
		request.setRemotePort(4711);
		request.addHeader("X-Forwarded-For", "203.0.113.9");
		HttpServletRequest seen = filtered(request);
		assertThat(Peer.address(seen)).hasToString(PROXY + "/<unresolved>:4711");
		assertThat(Peer.address(request)).isEqualTo(Peer.address(seen));
		assertThat(Peer.isTrusted(seen)).isTrue();
	}

	@Test
	void onlyATrustedPeerSaysAnything() throws Exception {
		for (String peer : List.of(PROXY, STRANGER)) {
			MockHttpServletRequest request = from(peer);
			request.addHeader("X-Forwarded-Uri", "/v1/me");
			assertThat(Peer.says(filtered(request), "X-Forwarded-Uri")).as(peer)
				.isEqualTo(peer.equals(PROXY) ? List.of("/v1/me") : List.of());
			assertThat(Peer.isTrusted(filtered(request))).as(peer).isEqualTo(peer.equals(PROXY));
		}
	}

	private static MockHttpServletRequest from(String peer) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/me");
		request.setRemoteAddr(peer);
		return request;
	}

	private HttpServletRequest filtered(MockHttpServletRequest request) throws IOException, ServletException {
		return filtered(this.filter, request);
	}

	private static ClientAddressFilter filter(ForwardedHeader header) {
		return new ClientAddressFilter(new TrustedProxies(List.of(PROXY, "fe80::/10"), header));
	}

	private static HttpServletRequest filtered(ClientAddressFilter filter, MockHttpServletRequest request)
			throws IOException, ServletException {
		MockFilterChain chain = new MockFilterChain();
		filter.doFilter(request, new MockHttpServletResponse(), chain);
		return (HttpServletRequest) Objects.requireNonNull(chain.getRequest());
	}

}
