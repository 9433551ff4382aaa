package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.awaitility.Awaitility.await;

/**
 * Callers that ask all nodes for a user's profile, again and again.
 */
final class Load implements AutoCloseable {

	private static final int CALLERS = 4;

	private static final int ENOUGH = 50;

	private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

	private final List<Node> nodes;

	private final String apiToken;

	private final Map<Node, AtomicInteger> answers = new ConcurrentHashMap<>();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	Load(List<Node> nodes, String apiToken) {
		this.nodes = nodes;
		this.apiToken = apiToken;
		nodes.forEach((node) -> this.answers.put(node, new AtomicInteger()));
		for (int i = 0; i < CALLERS; i++) {
			this.callers.execute(this::callUntilStopped);
		}
	}

	/**
	 * Wait until every node has answered for a while.
	 */
	void awaitAnswersOfAll() {
		this.answers.values().forEach((count) -> count.set(0));
		await().atMost(Duration.ofMinutes(1))
			.until(() -> this.answers.values().stream().allMatch((count) -> count.get() >= ENOUGH));
	}

	/**
	 * What went wrong until now.
	 */
	List<String> failures() {
		return List.copyOf(this.failures);
	}

	@Override
	public void close() {
		this.callers.shutdownNow();
		await().atMost(Duration.ofMinutes(1)).until(() -> this.callers.awaitTermination(1, TimeUnit.SECONDS));
	}

	private void callUntilStopped() {
		while (!this.callers.isShutdown()) {
			this.nodes.forEach((node) -> node.ifUp((gateway) -> call(node, gateway)));
		}
	}

	private void call(Node node, Gateway gateway) {
		try {
			HttpResponse<String> response = gateway.newBrowser()
				.get("/api/me", "Authorization", "Bearer " + this.apiToken);
			if (response.statusCode() != 200) {
				this.failures.add(response.statusCode() + " " + response.body());
			}
			this.answers.get(node).incrementAndGet();
		}
		catch (IllegalStateException ex) {
			if (!this.callers.isShutdown()) {
				this.failures.add(ex + " " + ex.getCause());
			}
		}
	}

}
