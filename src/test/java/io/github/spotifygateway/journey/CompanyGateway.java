package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A gateway that takes the tokens of a company, shared by the journeys about that.
 */
public final class CompanyGateway {

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private static final Pattern CODE = Pattern.compile("[B-Z]{4}-[B-Z]{4}");

	private final Gateway gateway;

	private final TokenIssuer issuer;

	CompanyGateway(Gateway gateway, TokenIssuer issuer) {
		this.gateway = gateway;
		this.issuer = issuer;
	}

	/**
	 * The shared one, with nobody connected and its simulated Spotify as if just started.
	 */
	public static CompanyGateway shared() {
		CompanyGateway shared = Shared.COMPANY;
		shared.gateway.spotify().reset();
		shared.gateway.database().sql("delete from link").update();
		shared.gateway.database().sql("delete from connection").update();
		return shared;
	}

	/**
	 * Start one of one's own.
	 */
	static CompanyGateway start(TokenIssuer issuer, SpotifySimulator spotify, String... settings) {
		List<String> all = new ArrayList<>(List.of(issuer.settings()));
		all.addAll(List.of(settings));
		return new CompanyGateway(Gateway.start(spotify, all.toArray(String[]::new)), issuer);
	}

	public Gateway gateway() {
		return this.gateway;
	}

	public TokenIssuer issuer() {
		return this.issuer;
	}

	HttpResponse<String> get(String path, String token) {
		return this.gateway.newBrowser().get(path, "Authorization", "Bearer " + token);
	}

	HttpResponse<String> send(String method, String path, @Nullable String json, String token) {
		return this.gateway.newBrowser()
			.send(method, this.gateway.url().resolve(path), json, "Authorization", "Bearer " + token);
	}

	/**
	 * Ask for a link.
	 * @return its path
	 */
	public String link(String token) {
		return link(token, "");
	}

	String link(String token, String query) {
		HttpResponse<String> response = get("/api/me/connection" + query, token);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return URI.create(Json.read(response).get("linkUrl").asString()).getPath();
	}

	/**
	 * Press the button of a link's page.
	 * @return where that leads
	 */
	HttpResponse<String> press(Browser visitor, String link) {
		HttpResponse<String> page = visitor.get(link);
		Matcher csrf = CSRF.matcher(page.body());
		assertThat(csrf.find()).as(page.body()).isTrue();
		return visitor.submit(link, "_csrf=" + csrf.group(1), "Origin", this.gateway.url().toString(), "Sec-Fetch-Site",
				"same-origin");
	}

	/**
	 * Give a grant over a link.
	 * @return the answer to the callback
	 */
	HttpResponse<String> give(Browser visitor, String link, SimulatedUser account) {
		return visitor.get(visitor.agree(Browser.location(press(visitor, link)), account));
	}

	/**
	 * Give a grant over a link and read the code.
	 */
	String giveAndReadCode(Browser visitor, String link, SimulatedUser account) {
		HttpResponse<String> callback = give(visitor, link, account);
		assertThat(callback.statusCode()).as(callback.body()).isEqualTo(303);
		return code(visitor.get(Browser.location(callback)));
	}

	static String code(HttpResponse<String> page) {
		Matcher code = CODE.matcher(page.body());
		assertThat(code.find()).as(page.body()).isTrue();
		return code.group();
	}

	/**
	 * Take a grant by its code.
	 */
	public void confirmCode(String token, String code) {
		HttpResponse<String> confirmed = confirm(token, code);
		assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
	}

	HttpResponse<String> confirm(String token, String code) {
		return send("POST", "/api/me/connection", "{\"code\":\"" + code + "\"}", token);
	}

	/**
	 * Link an account from the first question to the code.
	 */
	void link(String token, SimulatedUser account) {
		confirmCode(token, giveAndReadCode(this.gateway.newBrowser(), link(token), account));
	}

	private static final class Shared {

		private static final CompanyGateway COMPANY = start(TokenIssuer.start(), SpotifySimulator.start());

	}

}
