package io.github.spotifygateway.web;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An allowance by itself.
 */
class AllowanceTests {

	private final Allowance allowance = new Allowance(3, Duration.ofHours(1));

	@Test
	void allowanceIsUsedUpForEachByItself() {
		useUp("one");
		assertThat(this.allowance.use("one")).isNotEmpty();
		assertThat(this.allowance.use("other")).isEmpty();
	}

	@Test
	void usedUpAllowanceSaysWhenThereIsSomeAgain() {
		useUp("one");
		assertThat(this.allowance.use("one").getAsLong()).isBetween(1190L, 1201L);
	}

	@Test
	void whatIsGivenBackCanBeUsedAgain() {
		useUp("one");
		this.allowance.giveBack("one");
		assertThat(this.allowance.use("one")).isEmpty();
		assertThat(this.allowance.use("one")).isNotEmpty();
	}

	@Test
	void givingBackNeverMakesItMore() {
		IntStream.range(0, 10).forEach((index) -> this.allowance.giveBack("one"));
		useUp("one");
		assertThat(this.allowance.use("one")).isNotEmpty();
	}

	private void useUp(String who) {
		IntStream.range(0, 3).forEach((index) -> assertThat(this.allowance.use(who)).isEmpty());
	}

}
