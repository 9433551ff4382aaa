package io.github.spotifygateway.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A program that has an API token, or any number of them.
 */
final class Caller {

	private static final AtomicInteger calls = new AtomicInteger();

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private final HttpClient httpClient = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String token;

	Caller(String token) {
		this.token = token;
	}

	/**
	 * Call each node many times, all at once.
	 */
	List<Answer> callAtOnce(List<URI> nodes, int callsPerNode) {
		Stream<URI> targets = IntStream.range(0, callsPerNode).boxed().flatMap((call) -> nodes.stream());
		List<CompletableFuture<Answer>> calls = targets.map(this::begin).toList();
		return calls.stream().map(CompletableFuture::join).toList();
	}

	Answer call(URI node) {
		return begin(node).join();
	}

	private CompletableFuture<Answer> begin(URI node) {
		long start = System.nanoTime();
		HttpRequest request = HttpRequest.newBuilder(node.resolve(target()))
			.header("Authorization", "Bearer " + this.token)
			.timeout(PATIENCE)
			.build();
		return this.httpClient.sendAsync(request, BodyHandlers.ofString())
			.handle((response, ex) -> new Answer((ex != null) ? Answer.NONE : response.statusCode(),
					Duration.ofNanos(System.nanoTime() - start)));
	}

	/**
	 * What is called: it needs an access token, has a short answer, and is not the same
	 * twice, so that no call is served by another.
	 */
	static String target() {
		return "/v1/me?call=" + calls.incrementAndGet();
	}

}
