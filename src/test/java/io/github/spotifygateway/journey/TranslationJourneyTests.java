package io.github.spotifygateway.journey;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.spotifygateway.journey.GoldenExchange.Message;
import io.github.spotifygateway.simulator.AppFace;
import io.github.spotifygateway.simulator.DevelopmentMode;
import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import io.github.spotifygateway.spotify.AppObservation.Sight;
import io.github.spotifygateway.spotify.AppObservations;
import io.github.spotifygateway.spotify.SpotifyApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Each operation that one generation of the Web API has and the other lacks, called by
 * its clients through the gateway: of an app that has it, and of one that lacks it. They
 * cannot tell, except for the fields that Spotify tells new apps no more.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TranslationJourneyTests {

	private static final Path GOLDEN = Path.of("src/test/resources/translation");

	private Side older;

	private Side newer;

	@BeforeAll
	void signIn() {
		this.older = Side.start(AppFace.OLD_DEVELOPMENT_MODE, Sight.COMPLETE_PROFILE);
		this.newer = Side.start(AppFace.NEW_DEVELOPMENT_MODE, Sight.STRIPPED_PROFILE);
	}

	@AfterAll
	void stop() {
		this.older.close();
		this.newer.close();
	}

	static Stream<Path> older() throws IOException {
		return files("older");
	}

	static Stream<Path> newer() throws IOException {
		return files("newer");
	}

	@ParameterizedTest
	@MethodSource("older")
	void olderClientCannotTellThatTheAppIsNew(Path file) {
		this.older.spotify().withoutNewOperations(false);
		assertAlike(file, this.older, this.newer);
	}

	@ParameterizedTest
	@MethodSource("newer")
	void newerClientCannotTellThatTheAppIsOlder(Path file) {
		this.older.spotify().withoutNewOperations(true);
		assertAlike(file, this.newer, this.older);
	}

	@Test
	void eachTranslationHasItsGoldenExchanges() throws IOException {
		Set<String> named = new TreeSet<>();
		Stream.concat(files("older"), files("newer"))
			.forEach((file) -> named.add(file.getFileName().toString().replace(".txt", "")));
		assertThat(named).isEqualTo(translated());
	}

	private static Set<String> translated() throws IOException {
		Set<String> translated = new TreeSet<>();
		for (String table : List.of("translations.txt", "names.txt")) {
			try (InputStream file = SpotifyApi.class
				.getResourceAsStream("/io/github/spotifygateway/translation/" + table)) {
				assertThat(file).isNotNull();
				new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
					.filter((line) -> !line.isBlank() && !line.startsWith("#"))
					.forEach((line) -> translated.add(line.split("\\s+")[0]));
			}
		}
		return translated;
	}

	private static Stream<Path> files(String generation) throws IOException {
		return Files.list(GOLDEN.resolve(generation)).sorted();
	}

	private static void assertAlike(Path file, Side has, Side lacks) {
		int calls = 0;
		for (GoldenExchange exchange : GoldenExchange.read(file)) {
			HttpResponse<byte[]> expected = has.call(exchange.call());
			HttpResponse<byte[]> translated = lacks.call(exchange.call());
			assertThat(translated.statusCode()).as(exchange.call().line())
				.isEqualTo(expected.statusCode())
				.isEqualTo(exchange.status());
			if (exchange.status() < 400) {
				assertThat(lacks.view(translated)).as(exchange.call().line()).isEqualTo(has.view(expected));
				List<Message> arrived = lacks.arrived(exchange);
				assertThat(arrived).containsExactlyInAnyOrderElementsOf(exchange.arriving());
				calls += arrived.size();
				if (!arrived.equals(List.of(exchange.call()))) {
					assertThat(translated.headers().firstValue("Translated-To").orElse("calls=1")).contains("calls=");
				}
			}
			else {
				assertThat(
						Json.parse(new String(translated.body(), StandardCharsets.UTF_8)).at("/error/status").asInt())
					.isEqualTo(exchange.status());
			}
		}
		System.out.println("TRANSLATION " + file.getParent().getFileName() + " " + file.getFileName() + " "
				+ GoldenExchange.read(file).stream().filter((exchange) -> exchange.status() < 400).count()
				+ " calls of a client, " + calls + " to Spotify");
	}

	/**
	 * A kind of app, a gateway before it, and a client of Alice's.
	 */
	private record Side(SpotifySimulator spotify, Gateway gateway, RelayClient client) {

		static Side start(AppFace face, Sight sight) {
			SpotifySimulator spotify = SpotifySimulator.start();
			spotify.face(face);
			Gateway gateway = Gateway.start(spotify, "spotify-gateway.caller-limit.calls=100000");
			Browser browser = gateway.newBrowser();
			browser
				.get(browser.agree(browser.startLogin("/oauth2/authorization/spotify?scope=" + RelayClient.ALL_SCOPES),
						SimulatedUser.ALICE));
			await().until(() -> gateway.bean(AppObservations.class)
				.latest()
				.stream()
				.anyMatch((seen) -> seen.sight() == sight));
			return new Side(spotify, gateway, new RelayClient(gateway.url(), browser.mintToken("raw")));
		}

		HttpResponse<byte[]> call(Message call) {
			this.spotify.requests().clear();
			String target = call.target().replace(" ", "%20");
			return call.body().isEmpty() ? this.client.send(call.method(), target, new byte[0])
					: this.client.send(call.method(), target, call.body().getBytes(StandardCharsets.UTF_8),
							"Content-Type", "application/json");
		}

		/**
		 * What arrived at Spotify, without the call itself if that was refused.
		 */
		List<Message> arrived(GoldenExchange exchange) {
			List<Message> arrived = new ArrayList<>();
			for (RecordedRequest request : this.spotify.requests().all()) {
				Message message = Message.of(request.method() + " " + request.target(), request.body());
				boolean refused = message.equals(exchange.call()) && !exchange.arriving().contains(message);
				if (request.target().startsWith("/v1/") && !refused) {
					arrived.add(message);
				}
			}
			return arrived;
		}

		/**
		 * What a client sees that knows nothing of where it is and of what Spotify tells
		 * some apps only.
		 */
		JsonNode view(HttpResponse<byte[]> response) {
			String text = new String(response.body(), StandardCharsets.UTF_8)
				.replace(this.gateway.url().toString(), "https://gateway.example.com")
				.replace(this.spotify.apiUrl().toString(), "https://spotify.example.com");
			JsonNode body = text.isEmpty() ? JsonMapper.shared().missingNode() : JsonMapper.shared().readTree(text);
			DevelopmentMode.strip(body);
			// a query may be written in more than one way
			List.of("href", "next", "previous")
				.forEach((name) -> body.findParents(name)
					.stream()
					.filter((parent) -> parent.get(name).isString())
					.forEach((parent) -> ((ObjectNode) parent).put(name,
							URLDecoder.decode(parent.get(name).asString(), StandardCharsets.UTF_8))));
			return body;
		}

		void close() {
			this.gateway.close();
			this.spotify.close();
		}

	}

}
