package io.github.spotifygateway.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.journey.GatewayProcess;
import io.github.spotifygateway.journey.PostgreSql;
import io.github.spotifygateway.simulator.SpotifySimulator;

/**
 * Two gateways in processes of their own that share a PostgreSQL.
 */
final class TwoNodes implements AutoCloseable {

	/** Settings with which a busy machine does not end calls that are not in question. */
	static final List<String> PATIENT_WITH_THE_WEB_API = List.of("spotify-gateway.upstream.connect-timeout=20s",
			"spotify-gateway.upstream.read-timeout=20s", "spotify-gateway.upstream.deadline=40s");

	private final PostgreSql postgreSql = PostgreSql.start();

	private final List<GatewayProcess> nodes;

	private final StoredGrants grants = new StoredGrants(this.postgreSql.database());

	TwoNodes(Path directory, SpotifySimulator spotify, List<String> settings) {
		List<String> all = new ArrayList<>(this.postgreSql.settings());
		all.add("spotify-gateway.keys.ring=" + Gateway.KEY);
		all.addAll(settings);
		this.nodes = Stream.of("one", "two")
			.map((name) -> new GatewayProcess(create(directory.resolve(name)), spotify, all))
			.toList();
	}

	void start() {
		this.nodes.forEach(GatewayProcess::start);
		this.nodes.forEach(GatewayProcess::awaitReady);
	}

	GatewayProcess node(int index) {
		return this.nodes.get(index);
	}

	List<URI> urls() {
		return this.nodes.stream().map(GatewayProcess::url).toList();
	}

	StoredGrants grants() {
		return this.grants;
	}

	@Override
	public void close() {
		this.nodes.forEach(GatewayProcess::close);
		this.postgreSql.close();
	}

	private static Path create(Path directory) {
		try {
			return Files.createDirectory(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
