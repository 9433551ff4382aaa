package io.github.spotifygateway.audit;

import java.util.List;
import java.util.stream.IntStream;

import io.github.spotifygateway.audit.Flood.Sum;
import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Outcome;
import io.github.spotifygateway.web.SecurityEvent.Type;
import org.jspecify.annotations.Nullable;
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
		long admitted = IntStream.range(0, 100_000).mapToLong((i) -> admitted(1, address(i))).sum();
		assertThat(admitted).isEqualTo(60);
		List<Sum> sums = this.flood.next();
		assertThat(sums).hasSizeLessThan(30);
		assertThat(sums.stream().mapToLong(Sum::occurrences).sum()).isEqualTo(100_000 - 60);
	}

	@Test
	void addressesOfOneNetworkAreOne() {
		long admitted = IntStream.range(0, 1_000).mapToLong((i) -> admitted(1, "2001:db8::" + i)).sum();
		assertThat(admitted).isEqualTo(5);
		assertThat(this.flood.next()).singleElement().satisfies((sum) -> {
			assertThat(sum.occurrences()).isEqualTo(995);
			assertThat(sum.event().address()).isEqualTo("2001:db8:0:0:0:0:0:0/64");
		});
	}

	@Test
	void typeHidesNoOtherOfTheSameAddress() {
		IntStream.range(0, 10_000).forEach((i) -> admitted(1, address(i)));
		admitted(1_000, "192.0.2.1");
		assertThat(this.flood.admit(event(Type.LOGIN, Outcome.FAILURE, null, "192.0.2.1", 1))).isTrue();
	}

	@Test
	void thoseWhomNobodyKnowsHideNoUser() {
		IntStream.range(0, 10_000).forEach((i) -> admitted(1, address(i)));
		assertThat(this.flood.admit(event(Type.BEARER_REFUSED, Outcome.DENIED, "ann", address(1), 1))).isTrue();
	}

	@Test
	void addsUpWhatAUserDoesAgainAndAgain() {
		assertThat(deeds("ann", 1_000)).isEqualTo(60);
		assertThat(this.flood.next()).singleElement().satisfies((sum) -> {
			assertThat(sum.occurrences()).isEqualTo(940);
			assertThat(sum.event().type()).isEqualTo(Type.DISCONNECTED);
			assertThat(sum.event().outcome()).isEqualTo(Outcome.SUCCESS);
			assertThat(sum.event().actor()).isEqualTo("ann");
		});
	}

	@Test
	void minuteGivesAUserNothingBack() {
		deeds("ann", 60);
		this.flood.next();
		assertThat(deeds("ann", 10)).isLessThan(10);
	}

	@Test
	void userHidesNoOtherUserAndNothingElse() {
		deeds("ann", 1_000);
		assertThat(deeds("bob", 1)).isEqualTo(1);
		assertThat(this.flood.admit(event(Type.API_TOKEN_MINTED, Outcome.SUCCESS, "ann", "192.0.2.1", 1))).isTrue();
		assertThat(this.flood.admit(event(Type.DISCONNECTED, Outcome.FAILURE, "ann", "192.0.2.1", 1))).isTrue();
	}

	@Test
	void whatTheGatewayDoesByItselfIsNeverHeldBack() {
		for (int i = 0; i < 1_000; i++) {
			assertThat(this.flood.admit(event(Type.GRANT_ENDED, Outcome.FAILURE, "ann", null, i))).isTrue();
			assertThat(this.flood.admit(event(Type.KEY_MISSING, Outcome.FAILURE, null, null, i))).isTrue();
		}
		assertThat(this.flood.next()).isEmpty();
	}

	private long admitted(int events, String address) {
		return IntStream.range(0, events)
			.filter((i) -> this.flood.admit(event(Type.BEARER_REFUSED, Outcome.DENIED, null, address, i)))
			.count();
	}

	private long deeds(String actor, int events) {
		return IntStream.range(0, events)
			.filter((i) -> this.flood.admit(event(Type.DISCONNECTED, Outcome.SUCCESS, actor, address(i), i)))
			.count();
	}

	private static String address(int number) {
		return "10." + number / 65_536 + "." + number / 256 % 256 + "." + number % 256;
	}

	private static SecurityEvent event(Type type, Outcome outcome, @Nullable String actor, @Nullable String address,
			int request) {
		return new SecurityEvent(type, outcome, actor, address, null, "invalid-token", Integer.toString(request));
	}

}
