package io.github.spotifygateway.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.StoreAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.SessionRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What sessions cost the database, and that nobody notices.
 */
class SparingSessionRepositoryTests {

	private final ReadSessions stored = new ReadSessions();

	@ParameterizedTest
	@CsvSource({ "P7D, 60s", "10m, 60s", "1m, 6s", "-1s, 60s" })
	void lastUseIsKnownToTheMinuteOrToATenthOfTheTimeout(String timeout, String precision) {
		run((sessions) -> {
			var session = sessions.createSession();
			session.setMaxInactiveInterval(duration(timeout));
			sessions.save(session);
			session = sessions.findById(session.getId());
			Instant begun = session.getLastAccessedTime();
			session.setLastAccessedTime(begun.plus(duration(precision)));
			assertThat(session.getLastAccessedTime()).isEqualTo(begun);
			Instant later = begun.plus(duration(precision)).plusMillis(1);
			session.setLastAccessedTime(later);
			assertThat(session.getLastAccessedTime()).isEqualTo(later);
		});
	}

	@Test
	void sessionIsFoundUnderItsNewId() {
		run((sessions) -> {
			String before = save(sessions);
			var session = sessions.findById(before);
			String after = session.changeSessionId();
			sessions.save(session);
			assertThat(after).isNotEqualTo(before);
			assertThat(sessions.findById(before)).isNull();
			assertThat(sessions.findById(after).<String>getAttribute("name")).isEqualTo("value");
			sessions.deleteById(after);
			assertThat(sessions.findById(after)).isNull();
		});
	}

	@Test
	void requestsThatChangeNothingShareAReading() {
		run((sessions) -> {
			String id = save(sessions);
			long start = System.nanoTime();
			for (int request = 0; request < 10; request++) {
				var session = sessions.findById(id);
				session.setLastAccessedTime(Instant.now());
				assertThat(session.<String>getAttribute("name")).isEqualTo("value");
				sessions.save(session);
			}
			Duration asking = Duration.ofNanos(System.nanoTime() - start);
			assertThat(this.stored.reads).hasValueLessThanOrEqualTo((int) asking.toSeconds() + 1);
		});
	}

	@Test
	void changeIsSeenByTheNextRequestAndByNoneBeforeItIsSaved() {
		run((sessions) -> {
			String id = save(sessions);
			var session = sessions.findById(id);
			session.setAttribute("name", "changed");
			session.removeAttribute("none");
			assertThat(session.<String>getAttribute("name")).isEqualTo("changed");
			assertThat(sessions.findById(id).<String>getAttribute("name")).isEqualTo("value");
			sessions.save(session);
			assertThat(sessions.findById(id).<String>getAttribute("name")).isEqualTo("changed");
		});
	}

	@Test
	void whoSignsOutLeavesOtherRequestsTheirCaller() {
		run((sessions) -> {
			var created = sessions.createSession();
			created.setAttribute("context", new SecurityContextImpl(new TestingAuthenticationToken("alice", null)));
			sessions.save(created);
			SecurityContext ofOne = sessions.findById(created.getId()).getAttribute("context");
			SecurityContext ofAnother = sessions.findById(created.getId()).getAttribute("context");
			ofOne.setAuthentication(null);
			assertThat(ofAnother.getAuthentication().getName()).isEqualTo("alice");
		});
	}

	@Test
	void sessionThatEndsWhileItIsChangedDoesNotComeBack() {
		run((sessions) -> {
			String id = save(sessions);
			var used = sessions.findById(id);
			var changed = sessions.findById(id);
			sessions.deleteById(id);
			used.setLastAccessedTime(Instant.now().plusSeconds(3600));
			sessions.save(used);
			changed.setAttribute("other", "value");
			sessions.save(changed);
			assertThat(sessions.findById(id)).isNull();
			assertThat(changed.getId()).isNotEqualTo(id);
			assertThat(sessions.findById(changed.getId()).getAttributeNames()).containsExactly("other");
		});
	}

	@Test
	void sessionEndsInTime() {
		run((sessions) -> {
			var session = sessions.createSession();
			session.setMaxInactiveInterval(Duration.ofMillis(900));
			sessions.save(session);
			var found = sessions.findById(session.getId());
			assertThat(found).isNotNull();
			await().until(found::isExpired);
			assertThat(sessions.findById(session.getId())).isNull();
		});
	}

	private static String save(SparingSessionRepository<MapSession> sessions) {
		var session = sessions.createSession();
		session.setAttribute("name", "value");
		sessions.save(session);
		return session.getId();
	}

	private void run(Consumer<SparingSessionRepository<MapSession>> work) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, StoreAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID())
			.run((context) -> work.accept(new SparingSessionRepository<>(this.stored,
					context.getBean(GatewayDatabase.class).keptReadings())));
	}

	private static Duration duration(String text) {
		return text.startsWith("P") ? Duration.parse(text) : Duration.parse("PT" + text);
	}

	/**
	 * Counts how often a session is read.
	 */
	private static final class ReadSessions implements SessionRepository<MapSession> {

		private final SessionRepository<MapSession> sessions = new MapSessionRepository(new ConcurrentHashMap<>());

		private final AtomicInteger reads = new AtomicInteger();

		@Override
		public MapSession createSession() {
			return this.sessions.createSession();
		}

		@Override
		public void save(MapSession session) {
			this.sessions.save(session);
		}

		@Override
		public @Nullable MapSession findById(String id) {
			this.reads.incrementAndGet();
			return this.sessions.findById(id);
		}

		@Override
		public void deleteById(String id) {
			this.sessions.deleteById(id);
		}

	}

}
