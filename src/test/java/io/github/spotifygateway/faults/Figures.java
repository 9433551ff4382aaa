package io.github.spotifygateway.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a load came to.
 *
 * @param tokenCalls how often the token endpoint was called
 * @param answers how many callers got which status
 * @param grantsLost how many grants were gone afterwards
 * @param median the latency that half of the callers had at most
 * @param max the longest latency
 */
record Figures(int tokenCalls, Map<Integer, Long> answers, int grantsLost, Duration median, Duration max) {

	static Figures of(int tokenCalls, List<Answer> answers, int grantsLost) {
		List<Duration> latencies = answers.stream().map(Answer::latency).sorted().toList();
		Map<Integer, Long> statuses = answers.stream()
			.collect(Collectors.groupingBy(Answer::status, TreeMap::new, Collectors.counting()));
		return new Figures(tokenCalls, statuses, grantsLost, latencies.get(latencies.size() / 2),
				latencies.get(latencies.size() - 1));
	}

	/**
	 * How many called.
	 */
	long callers() {
		return this.answers.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * How many of them got what they asked for.
	 */
	long served() {
		return this.answers.getOrDefault(Answer.SERVED, 0L);
	}

	/**
	 * Print them to where the build's output goes.
	 */
	Figures print(String load) {
		print(load,
				"token calls %d, served %d of %d %s, grants lost %d, latency median %d ms, max %d ms".formatted(
						this.tokenCalls, served(), callers(), this.answers, this.grantsLost, this.median.toMillis(),
						this.max.toMillis()));
		return this;
	}

	/**
	 * Print figures of another kind.
	 */
	static void print(String load, String figures) {
		System.out.println("FAULTS " + load + ": " + figures);
	}

}
