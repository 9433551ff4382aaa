package io.github.spotifygateway.journey;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same with a log for machines, which holds what a line of text leaves out.
 */
class StructuredSecretsStayHiddenTests extends SecretsStayHiddenTests {

	@Override
	String[] format() {
		return new String[] { "logging.structured.format.file=ecs" };
	}

	@Override
	String lowestLevel() {
		return "\"TRACE\"";
	}

	@Test
	void linesOfTheAuditTrailHaveItsFieldsAndTheIdOfTheRequest() {
		// sums of a minute, if it passed, come with no request
		List<JsonNode> audited = log().lines()
			.map(Json::parse)
			.filter((line) -> line.at("/log/logger").asString("").equals("spotify-gateway.audit"))
			.toList();
		assertThat(audited).anySatisfy((line) -> {
			assertThat(line.at("/audit/type").asString()).isEqualTo("login");
			assertThat(line.at("/audit/outcome").asString()).isEqualTo("success");
			assertThat(line.path("requestId").asString("")).isNotEmpty()
				.isEqualTo(line.at("/audit/request").asString(""));
			assertThat(line.path("traceId").asString("")).hasSize(32);
		});
	}

}
