package io.github.spotifygateway.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How precisely the last use of a session is known.
 */
class CoarseAccessTimeRepositoryTests {

	private final CoarseAccessTimeRepository<MapSession> sessions = new CoarseAccessTimeRepository<>(
			new MapSessionRepository(new ConcurrentHashMap<>()));

	@ParameterizedTest
	@CsvSource({ "P7D, 60s", "10m, 60s", "1m, 6s", "-1s, 60s" })
	void lastUseIsKnownToTheMinuteOrToATenthOfTheTimeout(String timeout, String precision) {
		var session = this.sessions.createSession();
		session.setMaxInactiveInterval(duration(timeout));
		Instant begun = session.getLastAccessedTime();
		session.setLastAccessedTime(begun.plus(duration(precision)));
		assertThat(session.getLastAccessedTime()).isEqualTo(begun);
		Instant later = begun.plus(duration(precision)).plusMillis(1);
		session.setLastAccessedTime(later);
		assertThat(session.getLastAccessedTime()).isEqualTo(later);
	}

	@Test
	void sessionIsFoundUnderItsNewId() {
		var session = this.sessions.createSession();
		session.setAttribute("name", "value");
		this.sessions.save(session);
		String before = session.getId();
		String after = session.changeSessionId();
		this.sessions.save(session);
		assertThat(after).isNotEqualTo(before);
		assertThat(this.sessions.findById(before)).isNull();
		assertThat(this.sessions.findById(after).<String>getAttribute("name")).isEqualTo("value");
		this.sessions.deleteById(after);
		assertThat(this.sessions.findById(after)).isNull();
	}

	private static Duration duration(String text) {
		return text.startsWith("P") ? Duration.parse(text) : Duration.parse("PT" + text);
	}

}
