package io.github.spotifygateway.simulator;

import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for reads of several things at once.
 */
class SeveralThingsTests {

	private static final SpotifySimulator SPOTIFY = SpotifySimulator.start();

	private final SimulatorClient client = new SimulatorClient(SPOTIFY);

	@BeforeEach
	void reset() {
		SPOTIFY.reset();
	}

	@AfterAll
	static void close() {
		SPOTIFY.close();
	}

	static Set<String> lists() {
		return Things.KINDS.keySet();
	}

	@ParameterizedTest
	@MethodSource("lists")
	void eachIsWhatASingleReadAnswers(String list) throws Exception {
		String path = "/v1/" + list;
		JsonNode things = this.client.json(get(path + "?ids=b,%s,a,b".formatted(SpotifySimulator.UNKNOWN_ID)))
			.path(list);
		assertThat(things.size()).isEqualTo(4);
		assertThat(things.get(0)).isEqualTo(this.client.json(get(path + "/b")));
		assertThat(things.get(1).isNull()).isTrue();
		assertThat(things.get(2)).isEqualTo(this.client.json(get(path + "/a")));
		assertThat(things.get(3)).isEqualTo(things.get(0));
		assertThat(things.at("/2/id").asString()).isEqualTo("a");
	}

	@ParameterizedTest
	@MethodSource("lists")
	void singleReadOfNothingFindsNothing(String list) throws Exception {
		assertError("/v1/%s/%s".formatted(list, SpotifySimulator.UNKNOWN_ID), 404, "Resource not found");
	}

	@ParameterizedTest
	@MethodSource("lists")
	void idThatCannotBeOneIsRefused(String list) throws Exception {
		assertError("/v1/%s/a-b".formatted(list), 400, "invalid id");
		assertError("/v1/%s?ids=a,a-b".formatted(list), 400, "invalid id");
	}

	@ParameterizedTest
	@MethodSource("lists")
	void idsAreNeededAndNotTooMany(String list) throws Exception {
		int most = "albums".equals(list) ? 20 : 50;
		assertError("/v1/" + list, 400, "Missing required field: ids");
		assertError("/v1/%s?ids=".formatted(list), 400, "Missing required field: ids");
		String ids = String.join(",", Collections.nCopies(most, "a"));
		assertThat(get("/v1/%s?ids=%s".formatted(list, ids)).statusCode()).isEqualTo(200);
		assertError("/v1/%s?ids=%s,a".formatted(list, ids), 400, "Too many ids requested");
	}

	private void assertError(String path, int status, String message) throws Exception {
		HttpResponse<String> response = get(path);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(this.client.json(response).at("/error/message").asString()).isEqualTo(message);
	}

	private HttpResponse<String> get(String path) throws Exception {
		return this.client.api(path, SPOTIFY.issueAccessToken(SimulatedUser.ALICE));
	}

}
