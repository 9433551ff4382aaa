package io.github.spotifygateway.faults;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import io.github.spotifygateway.journey.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * On PostgreSQL, with two processes.
 */
class PostgreSqlRefreshFaultsIT extends AbstractRefreshFaultsIT {

	private final TwoNodes nodes;

	PostgreSqlRefreshFaultsIT(@TempDir Path directory) {
		this.nodes = new TwoNodes(directory, spotify(), TwoNodes.PATIENT_WITH_THE_WEB_API);
	}

	@BeforeAll
	void start() {
		this.nodes.start();
	}

	@AfterAll
	void stop() {
		this.nodes.close();
	}

	@Override
	List<URI> nodes() {
		return this.nodes.urls();
	}

	@Override
	Browser newBrowser() {
		return this.nodes.node(0).newBrowser();
	}

	@Override
	StoredGrants grants() {
		return this.nodes.grants();
	}

	@Override
	String where() {
		return "two processes on PostgreSQL";
	}

}
