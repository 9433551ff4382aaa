package io.github.spotifygateway.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Someone who follows an event stream and remembers what came.
 */
final class Follower implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final HttpResponse<InputStream> response;

	private final List<Event> events = new CopyOnWriteArrayList<>();

	private final List<String> comments = new CopyOnWriteArrayList<>();

	private final Thread reader;

	private Follower(HttpResponse<InputStream> response) {
		this.response = response;
		this.reader = new Thread(this::read, "follower");
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/**
	 * Follow with an API token.
	 * @param headers names and values of further headers
	 */
	static Follower follow(URI gateway, String token, String... headers) {
		Follower follower = new Follower(open(gateway, token, headers));
		assertThat(follower.response.statusCode()).isEqualTo(200);
		return follower;
	}

	/**
	 * Follow with a session.
	 */
	static Follower follow(URI gateway, Browser browser) {
		String session = "__Host-sgw-session=" + browser.cookies().get("__Host-sgw-session");
		Follower follower = new Follower(send(gateway, "Cookie", session));
		assertThat(follower.response.statusCode()).isEqualTo(200);
		return follower;
	}

	/**
	 * Open a stream without reading it.
	 */
	static HttpResponse<InputStream> open(URI gateway, String token, String... headers) {
		String[] all = Stream.concat(Stream.of("Authorization", "Bearer " + token), Stream.of(headers))
			.toArray(String[]::new);
		return send(gateway, all);
	}

	private static HttpResponse<InputStream> send(URI gateway, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + "/api/me/now-playing/events"))
			.headers(headers);
		try {
			return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	HttpResponse<InputStream> response() {
		return this.response;
	}

	List<Event> events() {
		return this.events;
	}

	List<String> comments() {
		return this.comments;
	}

	/**
	 * Wait for an event without a name whose data has some member.
	 */
	Event awaitEvent(String member, Object value) {
		return await().atMost(PATIENCE)
			.until(() -> last(null),
					(event) -> event != null && event.data().path(member).asString().equals(value.toString()));
	}

	/**
	 * Wait for a problem of some type.
	 */
	Event awaitProblem(String code) {
		return await().atMost(PATIENCE)
			.until(() -> last("problem"),
					(event) -> event != null && event.data().path("type").asString().endsWith(":" + code));
	}

	/**
	 * Wait until the gateway ends the stream.
	 */
	void awaitEnd() {
		await().atMost(PATIENCE).until(() -> !this.reader.isAlive());
	}

	boolean isOpen() {
		return this.reader.isAlive();
	}

	@Override
	public void close() {
		try {
			this.response.body().close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private @Nullable Event last(@Nullable String name) {
		return this.events.stream()
			.filter((event) -> (name == null) ? event.name() == null : name.equals(event.name()))
			.reduce((first, second) -> second)
			.orElse(null);
	}

	private void read() {
		List<String> block = new ArrayList<>();
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(this.response.body(), StandardCharsets.UTF_8))) {
			String line = lines.readLine();
			while (line != null) {
				if (line.isEmpty()) {
					take(block);
					block = new ArrayList<>();
				}
				else {
					block.add(line);
				}
				line = lines.readLine();
			}
		}
		catch (IOException ex) {
			// the end of the stream, as every other
		}
	}

	private void take(List<String> block) {
		String data = field(block, "data");
		if (data != null) {
			this.events.add(new Event(field(block, "event"), field(block, "id"), Json.parse(data)));
		}
		else {
			this.comments.addAll(block);
		}
	}

	private static @Nullable String field(List<String> block, String name) {
		return block.stream()
			.filter((line) -> line.startsWith(name + ": "))
			.map((line) -> line.substring(name.length() + 2))
			.findFirst()
			.orElse(null);
	}

	/**
	 * An event as it came.
	 */
	record Event(@Nullable String name, @Nullable String id, JsonNode data) {
	}

}
