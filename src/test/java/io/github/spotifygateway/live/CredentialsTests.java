package io.github.spotifygateway.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.github.spotifygateway.web.AcceptedCredentials;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.security.core.Authentication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which streams end with what let their followers in.
 */
class CredentialsTests {

	private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

	private final AtomicReference<Instant> now = new AtomicReference<>(START);

	private final List<EventStream> ended = new ArrayList<>();

	@Test
	void streamEndsWithItsCredentialOnly() {
		WayIn wayIn = new WayIn((names) -> Set.of("good"));
		EventStream good = open(wayIn, "good");
		EventStream bad = open(wayIn, "bad");
		credentials(wayIn).endRevoked(List.of(good, bad));
		assertThat(this.ended).containsExactly(bad);
	}

	@Test
	void wayInThatCannotBeAskedDoesNotKeepTheOthersFromBeingAsked() {
		WayIn broken = new WayIn(CredentialsTests::fail);
		WayIn works = new WayIn((names) -> Set.of());
		EventStream one = open(broken, "1");
		EventStream two = open(works, "2");
		credentials(broken, works).endRevoked(List.of(one, two));
		assertThat(this.ended).containsExactly(two);
	}

	@Test
	void streamWhoseWayInIsNotHeardOfForLongEnds() {
		AtomicReference<UnaryOperator<Set<String>>> answer = new AtomicReference<>((names) -> names);
		WayIn wayIn = new WayIn((names) -> answer.get().apply(names));
		Credentials credentials = credentials(wayIn);
		List<EventStream> streams = List.of(open(wayIn, "1"));
		pass(Duration.ofHours(1));
		credentials.endRevoked(streams);
		answer.set(CredentialsTests::fail);
		pass(Duration.ofMinutes(15).minusMillis(1));
		credentials.endRevoked(streams);
		assertThat(this.ended).isEmpty();
		pass(Duration.ofMillis(1));
		credentials.endRevoked(streams);
		assertThat(this.ended).isEqualTo(streams);
	}

	@Test
	void streamOfAnotherWayInEndsAfterAWhile() {
		List<EventStream> streams = List.of(open(null));
		pass(Duration.ofMinutes(15).minusMillis(1));
		credentials().endRevoked(streams);
		assertThat(this.ended).isEmpty();
		pass(Duration.ofMillis(1));
		credentials().endRevoked(streams);
		assertThat(this.ended).isEqualTo(streams);
	}

	@Test
	void manyCredentialsAreAskedForInParts() {
		List<Integer> sizes = new ArrayList<>();
		WayIn wayIn = new WayIn((names) -> {
			sizes.add(names.size());
			return names;
		});
		credentials(wayIn)
			.endRevoked(IntStream.range(0, 1_001).mapToObj((number) -> open(wayIn, "name" + number)).toList());
		assertThat(sizes).containsExactly(500, 500, 1);
		assertThat(this.ended).isEmpty();
	}

	private Credentials credentials(AcceptedCredentials... waysIn) {
		return new Credentials(List.of(waysIn), this.now::get);
	}

	private EventStream open(WayIn wayIn, String name) {
		return open(new Credential(wayIn, name));
	}

	private EventStream open(@Nullable Credential credential) {
		return OpenStream.open(credential, this.now::get, this.ended::add).stream();
	}

	private void pass(Duration duration) {
		this.now.set(this.now.get().plus(duration));
	}

	private static Set<String> fail(Set<String> names) {
		throw new TransientDataAccessResourceException("away");
	}

	private record WayIn(UnaryOperator<Set<String>> good) implements AcceptedCredentials {

		@Override
		public @Nullable String name(HttpServletRequest request, Authentication authentication) {
			return null;
		}

		@Override
		public Set<String> stillGood(Set<String> names) {
			return this.good.apply(names);
		}

	}

}
