package io.github.spotifygateway.audit;

import java.util.List;
import java.util.stream.IntStream;

import io.github.spotifygateway.audit.Flood.Sum;
import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Outcome;
import io.github.spotifygateway.web.SecurityEvent.Type;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FloodTests {

	private final Flood flood = new Flood();

	@Test
	void letsAFewOfOneAddressThroughAndAddsUpTheRest() {
		assertThat(admitted(1_000, "192.0.2.1")).isEqualTo(5);
		assertThat(admitted(1, "192.0.2.2")).isEqualTo(1);
		List<Sum> sums = this.flood.next();
		assertThat(sums).singleElement().satisfies((sum) -> {
			assertThat(sum.occurrences()).isEqualTo(995);
			assertThat(sum.event().address()).isEqualTo("192.0.2.1");
			assertThat(sum.event().reason()).isEqualTo("invalid-token");
			assertThat(sum.event().requestId()).isNull();
		});
	}

	@Test
	void beginsAnewWithTheNextMinute() {
		admitted(10, "192.0.2.1");
		this.flood.next();
		assertThat(admitted(10, "192.0.2.1")).isEqualTo(5);
		this.flood.next();
		assertThat(this.flood.next()).isEmpty();
	}

	@Test
	void hasNoMoreRecordsForManyAddresses() {
		long admitted = IntStream.range(0, 100_000).mapToLong((i) -> admitted(1, "2001:db8::" + i)).sum();
		assertThat(admitted).isEqualTo(60);
		List<Sum> sums = this.flood.next();
		assertThat(sums).hasSizeLessThan(30);
		assertThat(sums.stream().mapToLong(Sum::occurrences).sum()).isEqualTo(100_000 - 60);
	}

	@Test
	void neverHoldsBackWhatWasDone() {
		for (int i = 0; i < 1_000; i++) {
			assertThat(this.flood.admit(event(Outcome.SUCCESS, "192.0.2.1", i))).isTrue();
		}
		assertThat(this.flood.next()).isEmpty();
	}

	private long admitted(int events, String address) {
		return IntStream.range(0, events).filter((i) -> this.flood.admit(event(Outcome.DENIED, address, i))).count();
	}

	private static SecurityEvent event(Outcome outcome, String address, int request) {
		return new SecurityEvent(Type.BEARER_REFUSED, outcome, null, address, null, "invalid-token",
				Integer.toString(request));
	}

}
