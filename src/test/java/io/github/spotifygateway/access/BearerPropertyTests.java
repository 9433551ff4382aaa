package io.github.spotifygateway.access;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.github.spotifygateway.journey.Browser;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.web.Allowance;
import io.github.spotifygateway.web.BearerRefusals;
import io.github.spotifygateway.web.ProblemWriter;
import io.github.spotifygateway.web.PublicUrl;
import jakarta.servlet.ServletException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of all that can stand in {@code Authorization} lets a caller in: one header with
 * one token that was made here, letter for letter.
 */
class BearerPropertyTests {

	private static final Gateway gateway = Gateway.shared();

	private static String token = "";

	private final ApiTokenAuthenticationFilter filter = new ApiTokenAuthenticationFilter(gateway.bean(ApiTokens.class),
			new BearerRefusals(gateway.bean(ProblemWriter.class), gateway.bean(PublicUrl.class),
					new Allowance(Integer.MAX_VALUE, Duration.ofMinutes(1)), (event) -> {
					}));

	@BeforeContainer
	static void makeToken() {
		gateway.database().sql("delete from connection").update();
		Browser browser = gateway.newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		token = browser.mintToken();
	}

	@Property
	void onlyTheTokenItselfLetsIn(@ForAll("headers") List<String> headers) throws ServletException, IOException {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/me");
		headers.forEach((header) -> request.addHeader(HttpHeaders.AUTHORIZATION, header));
		MockHttpServletResponse response = new MockHttpServletResponse();
		MockFilterChain chain = new MockFilterChain();
		try {
			this.filter.doFilter(request, response, chain);
			assertThat(chain.getRequest() != null).isEqualTo(isGood(headers));
			assertThat(SecurityContextHolder.getContext().getAuthentication() != null).isEqualTo(isGood(headers));
			assertThat(response.getStatus()).isEqualTo(isGood(headers) ? 200 : 401);
			assertThat(response.getContentAsString()).doesNotContain(token);
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	@Property
	void whatIsNoTokenCannotBeRead(@ForAll("values") String value) {
		ApiTokenValue.parse(value).ifPresent((read) -> {
			assertThat(read.reveal()).isEqualTo(value).matches("sgw_pat_[0-9A-Za-z]{36}");
			assertThat(read).asString().doesNotContain(value);
		});
	}

	@Provide
	Arbitrary<List<String>> headers() {
		Arbitrary<String> schemes = Arbitraries.of("Bearer ", "Bearer ", "Bearer ", "bearer ", "BEARER ", "Bearer",
				"Bearer  ", " Bearer ", "Bearer\t", "Bearer\u00a0", "Basic ", "Bearer: ", "Bearer Bearer ", "",
				"B\u0435arer ");
		Arbitrary<String> ends = Arbitraries.of("", "", "", "", " ", "\t", ",", "\u0000", "\n", ";", "=", ", Bearer x");
		return Combinators.combine(schemes, values(), ends)
			.as((scheme, value, end) -> scheme + value + end)
			.list()
			.ofMaxSize(2);
	}

	@Provide
	Arbitrary<String> values() {
		return Arbitraries.oneOf(Arbitraries.create(() -> token), Arbitraries.create(() -> token),
				Arbitraries.create(() -> ApiTokenValue.generate().reveal()), mistyped(), Arbitraries.strings(),
				Arbitraries.strings().alpha().numeric().ofLength(36).map((end) -> "sgw_pat_" + end),
				Arbitraries.of("", token.toUpperCase(Locale.ROOT), token + token, token + " " + token, "sgw_pat_",
						"x".repeat(5000)));
	}

	private static Arbitrary<String> mistyped() {
		return Combinators.combine(Arbitraries.integers().between(0, token.length() - 1), Arbitraries.chars())
			.as((place, character) -> token.substring(0, place) + character + token.substring(place + 1));
	}

	private static boolean isGood(List<String> headers) {
		return headers.size() == 1 && headers.get(0).length() == "Bearer ".length() + token.length()
				&& headers.get(0).endsWith(" " + token)
				&& headers.get(0).toLowerCase(Locale.ROOT).startsWith("bearer ");
	}

}
