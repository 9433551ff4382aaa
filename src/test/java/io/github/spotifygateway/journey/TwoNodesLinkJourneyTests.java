package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Links on two nodes that share a PostgreSQL: each step may be at another one.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TwoNodesLinkJourneyTests {

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final PostgreSql postgres = PostgreSql.start();

	private final TokenIssuer issuer = TokenIssuer.start();

	private CompanyGateway one;

	private CompanyGateway two;

	@BeforeAll
	void start() {
		this.one = CompanyGateway.start(this.issuer, this.spotify, this.postgres.settings().toArray(String[]::new));
		List<String> settings = new ArrayList<>(this.postgres.settings());
		settings.add("spotify-gateway.public-url=" + this.one.gateway().url());
		this.two = CompanyGateway.start(this.issuer, this.spotify, settings.toArray(String[]::new));
	}

	@BeforeEach
	void forgetEveryone() {
		this.one.gateway().database().sql("delete from link").update();
		this.one.gateway().database().sql("delete from connection").update();
	}

	@AfterAll
	void stop() {
		this.two.gateway().close();
		this.one.gateway().close();
		this.postgres.close();
		this.issuer.close();
		this.spotify.close();
	}

	@Test
	void everyStepMayBeAtTheOtherNode() {
		String token = this.issuer.token("ann");
		String link = this.two.link(token);
		Browser visitor = this.one.gateway().newBrowser();
		URI callback = visitor.agree(Browser.location(this.one.press(visitor, link)), SimulatedUser.ALICE);
		HttpResponse<String> kept = visitor.get(on(this.two, callback));
		assertThat(kept.statusCode()).isEqualTo(303);
		String code = CompanyGateway.code(visitor.get("/link"));
		assertThat(visitor.get(on(this.two, this.one.gateway().url().resolve(link))).statusCode()).isEqualTo(410);
		assertThat(this.two.confirm(token, code).statusCode()).isEqualTo(200);
		assertThat(this.one.confirm(token, code).statusCode()).isEqualTo(400);
		assertThat(this.one.get("/api/me", token).statusCode()).isEqualTo(200);
	}

	@Test
	void wrongCodesOfAllNodesCountTogether() {
		String token = this.issuer.token("ann");
		String code = this.one.giveAndReadCode(this.one.gateway().newBrowser(), this.one.link(token),
				SimulatedUser.ALICE);
		IntStream.range(0, 5).forEach((index) -> {
			CompanyGateway node = Arrays.asList(this.one, this.two).get(index % 2);
			assertThat(node.confirm(token, "BBBB-BBBB").statusCode()).isEqualTo(400);
		});
		assertThat(this.two.confirm(token, code).statusCode()).isEqualTo(400);
	}

	private static URI on(CompanyGateway node, URI uri) {
		return node.gateway()
			.url()
			.resolve(uri.getRawPath() + ((uri.getQuery() != null) ? "?" + uri.getRawQuery() : ""));
	}

}
