package io.github.spotifygateway.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.spotifygateway.web.AcceptedCredentials;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;

/**
 * What let the followers in, asked of the ways in: a stream ends with its session or API
 * token. Where nobody can be asked, followers must come in again from time to time.
 */
final class Credentials {

	private static final Log logger = LogFactory.getLog(Credentials.class);

	private static final Duration LONGEST_UNASKED = Duration.ofMinutes(15);

	private final List<AcceptedCredentials> waysIn;

	private final InstantSource clock;

	/** When each way in could be asked last. */
	private final Map<AcceptedCredentials, Instant> askedAt = new ConcurrentHashMap<>();

	Credentials(List<AcceptedCredentials> waysIn, InstantSource clock) {
		this.waysIn = waysIn;
		this.clock = clock;
	}

	/**
	 * What let a request in, if a way in knows it.
	 */
	@Nullable Credential of(HttpServletRequest request, Authentication authentication) {
		for (AcceptedCredentials wayIn : this.waysIn) {
			String name = wayIn.name(request, authentication);
			if (name != null) {
				return new Credential(wayIn, name);
			}
		}
		return null;
	}

	/**
	 * End the streams whose credential is no longer good.
	 */
	void endRevoked(Collection<EventStream> streams) {
		streams.stream()
			.filter((stream) -> stream.credential() == null && isLongAgo(stream.openedAt()))
			.forEach(EventStream::end);
		this.waysIn.forEach((wayIn) -> endRevoked(wayIn, namesOf(wayIn, streams)));
	}

	private void endRevoked(AcceptedCredentials wayIn, Map<String, List<EventStream>> streams) {
		try {
			Parts.forEach(streams.keySet(), (names) -> {
				Set<String> good = wayIn.stillGood(Set.copyOf(names));
				names.stream().filter((name) -> !good.contains(name)).map(streams::get).forEach(Credentials::end);
			});
			this.askedAt.put(wayIn, this.clock.instant());
		}
		catch (DataAccessException ex) {
			logger.debug("A way in cannot be asked [" + ex.getClass().getSimpleName() + "]");
			endUnasked(wayIn, streams.values());
		}
	}

	private void endUnasked(AcceptedCredentials wayIn, Collection<List<EventStream>> streams) {
		if (isLongAgo(this.askedAt.getOrDefault(wayIn, Instant.EPOCH))) {
			streams.stream()
				.flatMap(List::stream)
				.filter((stream) -> isLongAgo(stream.openedAt()))
				.forEach(EventStream::end);
		}
	}

	private boolean isLongAgo(Instant instant) {
		return !this.clock.instant().isBefore(instant.plus(LONGEST_UNASKED));
	}

	private static Map<String, List<EventStream>> namesOf(AcceptedCredentials wayIn, Collection<EventStream> streams) {
		Map<String, List<EventStream>> byName = new LinkedHashMap<>();
		for (EventStream stream : streams) {
			Credential credential = stream.credential();
			if (credential != null && credential.wayIn().equals(wayIn)) {
				byName.computeIfAbsent(credential.name(), (absent) -> new ArrayList<>()).add(stream);
			}
		}
		return byName;
	}

	private static void end(@Nullable List<EventStream> streams) {
		Objects.requireNonNull(streams).forEach(EventStream::end);
	}

}
