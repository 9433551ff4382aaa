package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.nio.file.Path;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tokens of a real Keycloak, set up as the guide says.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KeycloakIT {

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private Keycloak keycloak;

	private TokenIssuer noIssuer;

	private CompanyGateway company;

	@BeforeAll
	void start() {
		this.keycloak = Keycloak.start(Path.of(System.getProperty("keycloak", "target/keycloak/keycloak-26.7.3")));
		this.noIssuer = TokenIssuer.start();
		this.company = CompanyGateway.start(this.noIssuer, this.spotify,
				"spotify-gateway.jwt.issuer=" + this.keycloak.issuer(), "spotify-gateway.jwt.types=JWT",
				"spotify-gateway.jwt.claim=realm_access.roles", "spotify-gateway.jwt.scopes.read=spotify-reader",
				"spotify-gateway.jwt.scopes.link=spotify-linker");
	}

	@BeforeEach
	void forgetEveryone() {
		this.company.gateway().database().sql("delete from link").update();
		this.company.gateway().database().sql("delete from connection").update();
	}

	@AfterAll
	void stop() {
		this.company.gateway().close();
		this.noIssuer.close();
		this.keycloak.close();
		this.spotify.close();
	}

	@Test
	void userLinksAnAccountAndReadsIt() {
		String token = accessToken("portal", "ann");
		String link = this.company.link(token);
		assertThat(this.company.gateway().newBrowser().get(link).body()).contains("Ann Archer", this.keycloak.issuer());
		this.company.link(token, SimulatedUser.ALICE);
		HttpResponse<String> profile = this.company.get("/api/me", token);
		assertThat(Json.read(profile).get("id").asString()).isEqualTo("alice");
		// the next token of the same user, too
		assertThat(this.company.get("/api/me", accessToken("portal", "ann")).statusCode()).isEqualTo(200);
	}

	@Test
	void roleThatTheUserLacksIsMissed() {
		assertThat(this.company.get("/api/me/connection", accessToken("portal", "ben")).statusCode()).isEqualTo(403);
	}

	@Test
	void tokenForAnotherServiceIsRefused() {
		assertThat(this.company.get("/api/me/connection", accessToken("shop", "ann")).statusCode()).isEqualTo(401);
	}

	@Test
	void idTokenAndRefreshTokenAreRefused() {
		JsonNode tokens = this.keycloak.signIn("portal", "ann");
		for (String kind : new String[] { "id_token", "refresh_token" }) {
			assertThat(this.company.get("/api/me/connection", tokens.get(kind).asString()).statusCode()).as(kind)
				.isEqualTo(401);
		}
	}

	private String accessToken(String client, String user) {
		return this.keycloak.signIn(client, user).get("access_token").asString();
	}

}
