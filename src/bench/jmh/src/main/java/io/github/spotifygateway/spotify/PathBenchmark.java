package io.github.spotifygateway.spotify;

import java.net.URI;
import java.util.Optional;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import org.springframework.http.HttpMethod;

/**
 * Which operation of the Web API a call stands for.
 */
@State(Scope.Benchmark)
public class PathBenchmark {

	private final OperationCatalogue catalogue = new OperationCatalogue(URI.create("https://api.spotify.com"));

	@Param({ "/v1/albums/4aawyAB9vmqN3uQ7FjRGTy", "/v1/me/player/currently-playing", "/v1/no/such/path" })
	public String path;

	@Benchmark
	public Optional<WebApiOperation> match() {
		return this.catalogue.find(HttpMethod.GET, this.path);
	}

}
