package io.github.spotifygateway.faults;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Callers who call a node again and again until they are told to end, or until the node
 * is gone.
 */
final class SteadyLoad {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Future<List<Answer>>> callers;

	private volatile boolean ended;

	SteadyLoad(URI node, Stream<Caller> callers) {
		this.callers = callers.map((caller) -> this.threads.submit(() -> callUntilEnd(node, caller))).toList();
	}

	/**
	 * End it.
	 * @return what the callers got
	 */
	List<Answer> end() throws Exception {
		this.ended = true;
		List<Answer> answers = new ArrayList<>();
		for (Future<List<Answer>> caller : this.callers) {
			answers.addAll(caller.get());
		}
		this.threads.shutdown();
		return answers;
	}

	private List<Answer> callUntilEnd(URI node, Caller caller) {
		List<Answer> answers = new ArrayList<>();
		Answer answer;
		do {
			answer = caller.call(node);
			answers.add(answer);
		}
		while (!this.ended && answer.status() != Answer.NONE);
		return answers;
	}

}
