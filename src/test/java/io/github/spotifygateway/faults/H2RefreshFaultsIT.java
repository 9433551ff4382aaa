package io.github.spotifygateway.faults;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.spotifygateway.journey.Browser;
import io.github.spotifygateway.journey.Gateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/**
 * On H2, with two managers in one process.
 */
@Tag("long")
class H2RefreshFaultsIT extends AbstractRefreshFaultsIT {

	private final List<Gateway> gateways = new ArrayList<>();

	H2RefreshFaultsIT() {
		List<String> settings = new ArrayList<>(TwoNodes.PATIENT_WITH_THE_WEB_API);
		settings.add("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		settings.add("spotify-gateway.refresh.pause=5s");
		for (int node = 0; node < 2; node++) {
			this.gateways.add(Gateway.start(spotify(), settings.toArray(String[]::new)));
		}
	}

	@AfterAll
	void stop() {
		this.gateways.forEach(Gateway::close);
	}

	@Override
	List<URI> nodes() {
		return this.gateways.stream().map(Gateway::url).toList();
	}

	@Override
	Browser newBrowser() {
		return this.gateways.get(0).newBrowser();
	}

	@Override
	StoredGrants grants() {
		return new StoredGrants(this.gateways.get(0).database());
	}

	@Override
	String where() {
		return "two managers on H2";
	}

}
