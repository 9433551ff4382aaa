package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A shared cache in front of the gateway, set up to keep whatever it may: no user ever
 * gets what another one asked for.
 */
abstract class AbstractCachingProxyTests {

	private static final int CALLS = 5_000;

	private static final int AT_ONCE = 16;

	private static final List<String> TARGETS = List.of("/v1/me", "/v1/me/playlists", "/api/me", "/api/me/email");

	private final Gateway gateway = Gateway.shared();

	private final HttpClient http = HttpClient.newHttpClient();

	private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

	@TempDir
	private Path directory;

	private Map<SimulatedUser, String> tokens;

	abstract Proxy start(Path directory, URI server);

	@BeforeEach
	void signIn() {
		this.gateway.database().sql("delete from connection").update();
		this.tokens = new HashMap<>();
		for (SimulatedUser user : SimulatedUser.values()) {
			Browser browser = this.gateway.newBrowser();
			browser.signIn(user);
			this.tokens.put(user, browser.mintToken("read", "raw"));
		}
	}

	@Test
	void nobodyGetsTheAnswerToAnother() throws InterruptedException {
		Map<String, String> answers = new HashMap<>();
		TARGETS.forEach((target) -> this.tokens.forEach(
				(user, token) -> answers.put(token + target, text(call(this.gateway.url(), target, token).join()))));
		assertThat(answers.values()).doesNotHaveDuplicates();
		try (Proxy proxy = start(this.directory, this.gateway.url())) {
			Semaphore places = new Semaphore(AT_ONCE);
			for (int number = 0; number < CALLS; number++) {
				String token = this.tokens.get(SimulatedUser.values()[number % 2]);
				String target = TARGETS.get(number / 2 % TARGETS.size());
				places.acquire();
				call(proxy.url(), target, token).whenComplete((response, failure) -> {
					if (failure != null || !text(response).equals(answers.get(token + target))) {
						this.wrong.add(target + ": " + ((failure != null) ? failure : response));
					}
					places.release();
				});
			}
			places.acquire(AT_ONCE);
		}
		assertThat(this.wrong).isEmpty();
	}

	/**
	 * Without which the other test would say nothing.
	 */
	@Test
	void answerThatMayBeKeptIsKept() {
		AtomicInteger asked = new AtomicInteger();
		try (RawUpstream server = RawUpstream.start(this.gateway.url());
				Proxy proxy = start(this.directory, server.url())) {
			server.on("/kept", (out) -> {
				asked.incrementAndGet();
				out.write("HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 4\r\n\r\nkept".getBytes());
			});
			this.tokens.values()
				.forEach((token) -> assertThat(call(proxy.url(), "/kept", token).join().body()).isEqualTo("kept"));
		}
		assertThat(asked).hasValue(1);
	}

	/**
	 * What an answer says, but for the time.
	 */
	private static String text(HttpResponse<String> response) {
		return response.body().replaceAll("\"observedAt\":\"[^\"]*\"", "");
	}

	private CompletableFuture<HttpResponse<String>> call(URI server, String target, String token) {
		return this.http.sendAsync(
				HttpRequest.newBuilder(server.resolve(target)).header("Authorization", "Bearer " + token).build(),
				BodyHandlers.ofString());
	}

}
