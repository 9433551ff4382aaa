package io.github.spotifygateway.access;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What is done with an API token before the database is asked.
 */
@State(Scope.Benchmark)
public class TokenBenchmark {

	private final String text = ApiTokenValue.generate().reveal();

	@Benchmark
	public byte[] check() {
		return ApiTokenValue.parse(this.text).orElseThrow().hash();
	}

}
