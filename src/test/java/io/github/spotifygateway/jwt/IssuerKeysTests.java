package io.github.spotifygateway.jwt;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
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
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import org.awaitility.Awaitility;
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

	private final AtomicReference<Duration> fetchTakes = new AtomicReference<>(Duration.ZERO);

	private final IssuerKeys keys = new IssuerKeys(this::fetch, Runnable::run, this.now::get, IssuerKeys.PATIENCE);

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
			findUnlessUnknown(UUID.randomUUID().toString());
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
		assertNotKnown("three", IssuerKeys.PAUSE);
		pass(IssuerKeys.PAUSE.plusMillis(1));
		assertThat(find("three")).hasSize(1);
	}

	@Test
	void keyThatTheIssuerDoesNotHaveIsBadOnceItWasAsked() throws Exception {
		find("one");
		pass(IssuerKeys.PAUSE.plusMillis(1));
		assertThat(find("invented")).isEmpty();
		assertThat(this.fetches).hasValue(2);
	}

	@Test
	void keyThatTheIssuerDidNotHaveStaysBadUntilItMayBeAskedAgain() throws Exception {
		find("one");
		pass(IssuerKeys.PAUSE.plusMillis(1));
		assertThat(find("invented")).isEmpty();
		pass(IssuerKeys.PAUSE);
		assertThat(find("invented")).isEmpty();
		assertThat(this.fetches).hasValue(2);
		this.key.set("invented");
		pass(Duration.ofMillis(1));
		assertThat(find("invented")).hasSize(1);
		assertThat(this.fetches).hasValue(3);
	}

	@Test
	void keyThatWasPutOffIsBadOnceTheIssuerDidNotHaveIt() throws Exception {
		find("one");
		assertNotKnown("invented", IssuerKeys.PAUSE);
		pass(IssuerKeys.PAUSE.plusMillis(1));
		find("another");
		assertThat(find("invented")).isEmpty();
		assertNotKnown("third", IssuerKeys.PAUSE);
		assertThat(this.fetches).hasValue(2);
	}

	@Test
	void keyThatTheIssuerDidNotHaveIsNeitherGoodNorBadOnceItCannotBeAsked() throws Exception {
		find("one");
		pass(IssuerKeys.PAUSE.plusMillis(1));
		assertThat(find("invented")).isEmpty();
		this.away.set(true);
		pass(IssuerKeys.PAUSE.plusMillis(1));
		assertNotKnown("invented", IssuerKeys.PAUSE);
	}

	@Test
	void keyThatCannotBeAskedForYetIsNotCalledBad() throws Exception {
		find("one");
		pass(Duration.ofSeconds(10));
		assertNotKnown("invented", Duration.ofSeconds(20));
		pass(Duration.ofMillis(19_500));
		assertNotKnown("invented", Duration.ofMillis(500));
		this.away.set(true);
		pass(Duration.ofHours(1));
		assertNotKnown("invented", IssuerKeys.PAUSE);
	}

	@Test
	void keyThatIsKnownAndDoesNotFitIsBadAtOnce() throws Exception {
		find("one");
		JWKMatcher another = new JWKMatcher.Builder().keyType(KeyType.EC).keyID("one").build();
		assertThat(this.keys.get(new JWKSelector(another), null)).isEmpty();
		JWKMatcher unnamed = new JWKMatcher.Builder().keyType(KeyType.EC).build();
		assertThat(this.keys.get(new JWKSelector(unnamed), null)).isEmpty();
		assertThat(this.fetches).hasValue(1);
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
		for (Future<List<JWK>> found : manyFind(16, this.keys)) {
			assertThat(found.get()).hasSize(1);
		}
		assertThat(this.fetches).hasValue(1);
	}

	@Test
	void issuerThatHangsKeepsCallersForAMomentOnly() throws Exception {
		CountDownLatch hangs = new CountDownLatch(1);
		ExecutorService fetcher = Executors.newSingleThreadExecutor();
		IssuerKeys hanging = new IssuerKeys(() -> {
			hangs.await();
			return fetch();
		}, fetcher, this.now::get, Duration.ofMillis(100));
		try {
			for (Future<List<JWK>> found : manyFind(64, hanging)) {
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(found::get)
					.withCauseInstanceOf(RemoteKeySourceException.class);
			}
			hangs.countDown();
			Awaitility.await().untilAsserted(() -> assertThat(find("one", hanging)).hasSize(1));
			assertThat(this.fetches).hasValue(1);
		}
		finally {
			fetcher.shutdownNow();
		}
	}

	@Test
	void fetchThatFailsSlowlyIsNotRepeatedAtOnce() {
		this.away.set(true);
		this.fetchTakes.set(IssuerKeys.FIRST_PAUSE.plusMillis(1));
		for (int call = 0; call < 3; call++) {
			assertThatExceptionOfType(RemoteKeySourceException.class).isThrownBy(() -> find("one"));
		}
		assertThat(this.fetches).hasValue(1);
	}

	@Test
	void nobodyWhoseKeyIsKnownWaitsForAFetch() throws Exception {
		Queue<Runnable> postponed = new ArrayDeque<>();
		IssuerKeys busy = new IssuerKeys(this::fetch, postponed::add, this.now::get, Duration.ofMillis(1));
		assertThatExceptionOfType(RemoteKeySourceException.class).isThrownBy(() -> find("one", busy));
		postponed.remove().run();
		pass(IssuerKeys.LIFETIME.plusMillis(1));
		assertThat(find("one", busy)).hasSize(1);
		assertThat(postponed).hasSize(1);
	}

	private static List<Future<List<JWK>>> manyFind(int threads, IssuerKeys keys) throws InterruptedException {
		ExecutorService callers = Executors.newFixedThreadPool(threads);
		try {
			return callers.invokeAll(
					IntStream.range(0, 64).<Callable<List<JWK>>>mapToObj((index) -> () -> find("one", keys)).toList());
		}
		finally {
			callers.shutdownNow();
		}
	}

	private void findUnlessUnknown(String id) throws RemoteKeySourceException {
		try {
			assertThat(find(id)).isEmpty();
		}
		catch (KeyNotKnownException ex) {
			assertThat(ex.getRetryAfter()).isBetween(Duration.ofSeconds(1), IssuerKeys.PAUSE.plusSeconds(1));
		}
	}

	private void assertNotKnown(String id, Duration left) {
		assertThatExceptionOfType(KeyNotKnownException.class).isThrownBy(() -> find(id))
			.satisfies((ex) -> assertThat(ex.getRetryAfter()).isBetween(left, left.plusSeconds(1)));
	}

	private List<JWK> find(String id) throws RemoteKeySourceException {
		return find(id, this.keys);
	}

	private static List<JWK> find(String id, IssuerKeys keys) throws RemoteKeySourceException {
		return keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null);
	}

	private void pass(Duration time) {
		this.now.set(this.now.get().plus(time));
	}

	private JWKSet fetch() throws IOException {
		this.fetches.incrementAndGet();
		pass(this.fetchTakes.get());
		if (this.away.get()) {
			throw new IOException("away");
		}
		return new JWKSet(new OctetSequenceKey.Builder(new byte[32]).keyID(this.key.get()).build());
	}

}
