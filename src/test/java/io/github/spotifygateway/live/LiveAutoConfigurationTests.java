package io.github.spotifygateway.live;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The event streams inside another application.
 */
class LiveAutoConfigurationTests {

	@Test
	@SuppressWarnings("NullAway")
	void hostMayHaveSeveralJsonMappers() {
		StaticListableBeanFactory host = new StaticListableBeanFactory(
				Map.of("one", JsonMapper.builder().build(), "two", JsonMapper.builder().build()));
		assertThat(
				new LiveAutoConfiguration()
					.watches(null,
							new LiveProperties(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(15),
									Duration.ofSeconds(15), 1, 1, 1),
							host.getBeanProvider(JsonMapper.class)))
			.isNotNull();
	}

}
