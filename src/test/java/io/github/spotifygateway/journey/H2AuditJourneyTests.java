package io.github.spotifygateway.journey;

import java.util.List;
import java.util.UUID;

/**
 * On H2, which the nodes share because they are one process.
 */
class H2AuditJourneyTests extends AbstractAuditJourneyTests {

	private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	@Override
	List<String> database() {
		return List.of("spring.datasource.url=" + this.url);
	}

}
