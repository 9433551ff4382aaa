package io.github.spotifygateway.jwt;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When the issuer's keys are fetched, and which count while they cannot be.
 */
class IssuerKeysTests {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));

	private final AtomicReference<String> key = new AtomicReference<>("one");

	private final AtomicInteger fetches = new AtomicInteger();

	private final AtomicBoolean away = new AtomicBoolean();

	private final IssuerKeys keys = new IssuerKeys(this::fetch, this.now::get);

	@Test
	void keysAreFetchedWithTheFirstToken() throws Exception {
		assertThat(this.fetches).hasValue(0);
		assertThat(find("one")).hasSize(1);
		assertThat(find("one")).hasSize(1);
		assertThat(this.fetches).hasValue(1);
	}

	@Test
	void unknownKeysCostOneFetchInHalfAMinute() throws Exception {
		find("one");
		for (int second = 1; second <= 3_000; second++) {
			this.now.set(this.now.get().plusMillis(100));
			assertThat(find(UUID.randomUUID().toString())).isEmpty();
		}
		assertThat(this.fetches.get()).isBetween(2, 11);
	}

	@Test
	void keyThatIsNewIsFoundAtOnceOrAfterThePause() throws Exception {
		find("one");
		pass(IssuerKeys.PAUSE.plusMillis(1));
		this.key.set("two");
		assertThat(find("two")).hasSize(1);
		this.key.set("three");
		assertThat(find("three")).isEmpty();
		pass(IssuerKeys.PAUSE.plusMillis(1));
		assertThat(find("three")).hasSize(1);
	}

	@Test
	void keyThatTheIssuerTookBackIsNotGoodForLong() throws Exception {
		find("one");
		this.key.set("two");
		assertThat(find("one")).hasSize(1);
		pass(IssuerKeys.LIFETIME.plusMillis(1));
		assertThat(find("one")).isEmpty();
	}

	@Test
	void knownKeysOutliveAnOutage() throws Exception {
		find("one");
		this.away.set(true);
		for (int hour = 0; hour < 48; hour++) {
			pass(Duration.ofHours(1));
			assertThat(find("one")).hasSize(1);
		}
		assertThat(this.fetches.get()).isBetween(40, 50);
		this.away.set(false);
		this.key.set("two");
		pass(Duration.ofHours(1));
		assertThat(find("two")).hasSize(1);
	}

	@Test
	void withoutAnyKeysNothingCanBeSaidOfAToken() throws Exception {
		this.away.set(true);
		IntStream.range(0, 100)
			.forEach(
					(index) -> assertThatExceptionOfType(RemoteKeySourceException.class).isThrownBy(() -> find("one")));
		assertThat(this.fetches).hasValue(1);
		this.away.set(false);
		pass(IssuerKeys.FIRST_PAUSE.plusMillis(1));
		assertThat(find("one")).hasSize(1);
	}

	@Test
	void manyAtTheSameTimeFetchOnce() throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(16);
		try {
			List<Callable<List<JWK>>> calls = IntStream.range(0, 64)
				.<Callable<List<JWK>>>mapToObj((index) -> () -> find("one"))
				.toList();
			for (Future<List<JWK>> found : callers.invokeAll(calls)) {
				assertThat(found.get()).hasSize(1);
			}
		}
		finally {
			callers.shutdownNow();
		}
		assertThat(this.fetches).hasValue(1);
	}

	private List<JWK> find(String id) throws RemoteKeySourceException {
		return this.keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null);
	}

	private void pass(Duration time) {
		this.now.set(this.now.get().plus(time));
	}

	private JWKSet fetch() throws IOException {
		this.fetches.incrementAndGet();
		if (this.away.get()) {
			throw new IOException("away");
		}
		return new JWKSet(new OctetSequenceKey.Builder(new byte[32]).keyID(this.key.get()).build());
	}

}
