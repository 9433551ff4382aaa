package io.github.spotifygateway.relay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Rewriting the links of an album.
 */
@State(Scope.Benchmark)
public class LinkBenchmark {

	private byte[] album;

	@Setup
	public void read() throws IOException {
		try (InputStream file = LinkBenchmark.class.getResourceAsStream("/album.json")) {
			this.album = file.readAllBytes();
		}
	}

	@Benchmark
	public void rewrite() throws IOException {
		new LinkRewriter("https://api.spotify.com/v1", "http://127.0.0.1:8080/v1", OutputStream.nullOutputStream())
			.rewrite(new ByteArrayInputStream(this.album));
	}

}
