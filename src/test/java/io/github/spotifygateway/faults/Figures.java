package io.github.spotifygateway.faults;

import java.time.Duration;
import java.util.List;

/**
 * What a load came to.
 *
 * @param tokenCalls how often the token endpoint was called
 * @param callers how many called
 * @param served how many of them got what they asked for
 * @param grantsLost how many grants were gone afterwards
 * @param median the latency that half of the callers had at most
 * @param max the longest latency
 */
record Figures(int tokenCalls, int callers, int served, int grantsLost, Duration median, Duration max) {

	static Figures of(int tokenCalls, List<Answer> answers, int grantsLost) {
		List<Duration> latencies = answers.stream().map(Answer::latency).sorted().toList();
		return new Figures(tokenCalls, answers.size(), (int) answers.stream().filter(Answer::isServed).count(),
				grantsLost, latencies.get(latencies.size() / 2), latencies.get(latencies.size() - 1));
	}

	/**
	 * Print them to where the build's output goes.
	 */
	Figures print(String load) {
		print(load,
				"token calls %d, served %d of %d, grants lost %d, latency median %d ms, max %d ms".formatted(
						this.tokenCalls, this.served, this.callers, this.grantsLost, this.median.toMillis(),
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
