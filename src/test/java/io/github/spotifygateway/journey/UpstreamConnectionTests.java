package io.github.spotifygateway.journey;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a Web API that answers badly, late or not at all costs the gateway: nothing that
 * lasts.
 */
@TestInstance(Lifecycle.PER_CLASS)
class UpstreamConnectionTests {

	private static final int CALLS = 1_000;

	private static final int CALLERS = 32;

	private static final int CONNECTIONS = 100;

	private static final int BROKEN = 0;

	private static final String ALBUMS = "/v1/albums/";

	private static final String GOOD = ALBUMS + "good";

	private static final String BAD = ALBUMS + "bad";

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final RawUpstream upstream = RawUpstream.start(this.spotify.apiUrl());

	private final Gateway gateway = Gateway.start(this.spotify, "spotify-gateway.api-url=" + this.upstream.url(),
			"spotify-gateway.caller-limit.at-once=1000", "spotify-gateway.upstream.read-timeout=2s",
			"spotify-gateway.upstream.stream-deadline=3s", "logging.level.io.github.spotifygateway.spotify=error");

	private final CountDownLatch end = new CountDownLatch(1);

	private String token;

	private RelayClient client;

	@BeforeAll
	void signIn() {
		Browser browser = this.gateway.newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		this.token = browser.mintToken("raw");
		this.client = new RelayClient(this.gateway.url(), this.token);
		this.upstream.on(GOOD, answer("Content-Type: text/plain\r\nContent-Length: 4\r\n\r\ngood"));
	}

	@AfterAll
	void stop() {
		this.end.countDown();
		this.gateway.close();
		this.upstream.close();
		this.spotify.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ETag: \"a\"\rSet-Cookie: a=b", "ETag: \"a\"\nSet-Cookie: a=b", "ETag: \"a\u0000b\"",
			"ETag: \"a\"\r\n Set-Cookie: a=b", "ETag: \"a\"\r\n\tb", "ETag : \"a\"", "E\u0000Tag: \"a\"",
			"ETag\r: \"a\"", "ETag", ": a", " ETag: \"a\"", "ETag: \u00fc\u009b31m",
			"Content-Language: en\r\n\r\n\r\nHTTP/1.1 200 OK", "Content-Type: text/html\rX: y",
			"Content-Type: nonsense", "Content-Type: ", "Content-Type: a/b; \u0000",
			"Content-Type: application/json\r\n ; charset=utf-8", "Retry-After: 1\rX: y", "Set-Cookie: a=b",
			"Content-Length: 4\r\nContent-Length: 2", "Content-Length: -1", "Content-Length: 4, 2",
			"Transfer-Encoding: xchunked", "Transfer-Encoding: chunked\r\nContent-Length: 4" })
	void headerThatIsNoneIsNotPassedOn(String header) {
		this.upstream.on(BAD, (out) -> hangUpAfter(header + "\r\nConnection: close\r\n\r\nbody", out));
		String answer = RawHttp.send(this.gateway.url(), request(BAD));
		assertThat(RawHttp.status(answer)).isIn(200, 502);
		List<String> fields = answer.substring(0, answer.indexOf("\r\n\r\n")).lines().skip(1).toList();
		assertThat(fields).allMatch((field) -> field.matches("[A-Za-z-]+: [ -~]*"))
			.noneMatch((field) -> field.matches("(?i)(Set-Cookie|X):.*|Content-Type: nonsense"));
	}

	@Test
	void answerInAnEncodingThatWasNotAskedForIsNotPassedOn() throws InterruptedException {
		this.upstream.on(BAD, answer(
				"Content-Type: application/json\r\nContent-Encoding: gzip\r\n" + "Content-Length: 4\r\n\r\nbody"));
		assertThat(outcomes((number) -> this.client.get(BAD + "?" + number).statusCode())).containsOnly(502);
		allConnectionsCanBeUsed();
	}

	@Test
	void connectionComesBackWhateverHappens() throws InterruptedException {
		this.upstream.on(ALBUMS + "head", answer("Content-Length: 4000\r\n\r\n"));
		this.upstream.on(ALBUMS + "unchanged", "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n");
		this.upstream.on(ALBUMS + "odd", "HTTP/1.1 304 Not Modified\r\nContent-Length: x\r\n\r\n");
		this.upstream.on(ALBUMS + "failed", "HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\nOops");
		this.upstream.on(ALBUMS + "broken", (out) -> hangUpAfter("Content-Length: 4000\r\n\r\nbody", out));
		this.upstream.on(ALBUMS + "large", (out) -> {
			out.write(bytes(answer("Content-Length: 2000000\r\n\r\n")));
			out.write(new byte[2_000_000]);
		});
		assertThat(outcomes((number) -> this.client.send("HEAD", ALBUMS + "head?" + number, new byte[0]).statusCode()))
			.containsOnly(200);
		assertThat(outcomes(
				(number) -> this.client.get(ALBUMS + "unchanged?" + number, "If-None-Match", "\"a\"").statusCode()))
			.containsOnly(304);
		assertThat(
				outcomes((number) -> this.client.get(ALBUMS + "odd?" + number, "If-None-Match", "\"a\"").statusCode()))
			.containsOnly(304);
		assertThat(outcomes((number) -> this.client.get(ALBUMS + "failed?" + number).statusCode())).containsOnly(500);
		assertThat(outcomes((number) -> this.client.get(ALBUMS + "broken?" + number).statusCode())).containsOnly(502);
		assertThat(outcomes((number) -> leaveEarly(ALBUMS + "large?" + number))).containsOnly(200);
		allConnectionsCanBeUsed();
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 1_000_000 })
	void answerThatStallsIsNotShortButBroken(int length) {
		this.upstream.on(BAD, (out) -> {
			out.write(bytes(answer("Content-Length: 2000000\r\n\r\n")));
			out.write(new byte[length]);
			out.flush();
			waitForTheEnd(Duration.ofMinutes(1));
		});
		assertThat(outcomesOfManyAtOnce()).isSubsetOf(BROKEN, 502, 504);
		assertNothingLasts();
	}

	@Test
	void answerThatNeverEndsIsNotShortButBroken() {
		this.upstream.on(BAD, (out) -> {
			out.write(bytes(answer("Content-Length: 2000000\r\n\r\n")));
			out.write(new byte[1_000_000]);
			while (!waitForTheEnd(Duration.ofMillis(100))) {
				out.write(0);
				out.flush();
			}
		});
		assertThat(outcomesOfManyAtOnce()).isSubsetOf(BROKEN, 502, 504);
		assertNothingLasts();
	}

	private Set<Integer> outcomesOfManyAtOnce() {
		List<CompletableFuture<Integer>> calls = IntStream.range(0, CONNECTIONS + CONNECTIONS / 2)
			.mapToObj((number) -> this.client.begin(BAD + "?" + number)
				.orTimeout(15, TimeUnit.SECONDS)
				.thenApply(HttpResponse::statusCode)
				.exceptionally((failure) -> (failure.getCause() instanceof IOException) ? BROKEN : -1))
			.toList();
		return Set.copyOf(calls.stream().map(CompletableFuture::join).toList());
	}

	private void assertNothingLasts() {
		await().atMost(Duration.ofSeconds(10)).until(UpstreamConnectionTests::noThreadIsInTheRelay);
		assertThat(this.client.get(GOOD).statusCode()).isEqualTo(200);
	}

	private static boolean noThreadIsInTheRelay() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.flatMap(Stream::of)
			.noneMatch((frame) -> frame.getClassName().endsWith(".RelayController"));
	}

	/**
	 * Hold as many calls as there may be connections, all of them at the same time.
	 */
	private void allConnectionsCanBeUsed() throws InterruptedException {
		CountDownLatch arrived = new CountDownLatch(CONNECTIONS);
		this.upstream.on(BAD, (out) -> {
			arrived.countDown();
			holds(arrived, Duration.ofSeconds(1));
			out.write(bytes(answer("Content-Length: 0\r\n\r\n")));
		});
		List<CompletableFuture<HttpResponse<byte[]>>> calls = IntStream.range(0, CONNECTIONS)
			.mapToObj((number) -> this.client.begin(BAD + "?" + number))
			.toList();
		assertThat(calls).allSatisfy((call) -> assertThat(call.join().statusCode()).isEqualTo(200));
		assertThat(arrived.getCount()).isZero();
	}

	private static Set<Integer> outcomes(Call call) throws InterruptedException {
		Set<Integer> outcomes = ConcurrentHashMap.newKeySet();
		ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
		IntStream.range(0, CALLS).forEach((number) -> callers.submit(() -> outcomes.add(outcome(call, number))));
		callers.shutdown();
		assertThat(callers.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
		return outcomes;
	}

	private static int outcome(Call call, int number) {
		try {
			return call.make(number);
		}
		catch (IOException | UncheckedIOException ex) {
			return BROKEN;
		}
	}

	private int leaveEarly(String target) throws IOException {
		try (Socket socket = new Socket(this.gateway.url().getHost(), this.gateway.url().getPort())) {
			socket.getOutputStream().write(bytes(request(target)));
			return RawHttp.status(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII));
		}
	}

	private String request(String target) {
		return "GET " + target + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + this.token
				+ "\r\nConnection: close\r\n\r\n";
	}

	private static String answer(String rest) {
		return "HTTP/1.1 200 OK\r\n" + rest;
	}

	private static void hangUpAfter(String rest, OutputStream out) throws IOException {
		out.write(bytes(answer(rest)));
		throw new IOException("No more is answered");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private boolean waitForTheEnd(Duration most) throws IOException {
		return holds(this.end, most);
	}

	private static boolean holds(CountDownLatch latch, Duration most) throws IOException {
		try {
			return latch.await(most.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	private interface Call {

		int make(int number) throws IOException;

	}

}
