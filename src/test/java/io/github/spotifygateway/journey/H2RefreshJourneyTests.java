package io.github.spotifygateway.journey;

import java.util.List;
import java.util.UUID;

/**
 * On H2, with two managers in one process.
 */
class H2RefreshJourneyTests extends AbstractRefreshJourneyTests {

	@Override
	List<String> database() {
		return List.of("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
	}

}
