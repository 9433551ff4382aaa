package io.github.spotifygateway.spotify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.KeptReadings;
import io.github.spotifygateway.store.Timestamps;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Operations that Spotify takes no calls of for now. What one node is told, all obey:
 * calling on is said to prolong it, and the quota is one for the whole app.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/concepts/rate-limits"> Spotify,
 * Rate limits</a>
 */
public final class CoolDowns {

	private static final Log logger = LogFactory.getLog(CoolDowns.class);

	/** The window of Spotify's rate limit, for an answer that does not say how long. */
	private static final Duration DEFAULT_LENGTH = Duration.ofSeconds(30);

	/** Twice what Spotify is known to ask for; more must be an error. */
	private static final Duration LONGEST = Duration.ofDays(2);

	/** How long a node goes without a look at what the others know. */
	private static final Duration REMEMBERED = Duration.ofSeconds(60);

	private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

	private final JdbcClient jdbc;

	private final KeptReadings<String, List<Remembered>> readings;

	private final String clientId;

	private final InstantSource clock;

	CoolDowns(GatewayDatabase database, String clientId, InstantSource clock) {
		this.jdbc = database.jdbc();
		this.readings = database.keptReadings();
		this.clientId = clientId;
		this.clock = clock;
	}

	/**
	 * The cool-downs that are not over.
	 * @return them, the longest first
	 */
	public List<CoolDown> inForce() {
		Instant now = this.clock.instant();
		return read().stream().map((found) -> found.at(now)).toList();
	}

	private List<Remembered> read() {
		Instant now = this.clock.instant();
		return this.jdbc.sql("""
				select operation, reason, ends_at, current_timestamp as now from cool_down
				where client_id = ? and reason in ('RATE_LIMITED', 'QUOTA_EXCEEDED') and ends_at > current_timestamp
				order by ends_at desc""")
			.param(this.clientId)
			.query((row, index) -> remembered(coolDown(row), now))
			.list();
	}

	private static CoolDown coolDown(ResultSet row) throws SQLException {
		return new CoolDown(row.getString("operation"), SpotifyError.valueOf(row.getString("reason")),
				Duration.between(Timestamps.read(row, "now"), Timestamps.read(row, "ends_at")));
	}

	/**
	 * The cool-down of an operation.
	 */
	Optional<CoolDown> of(WebApiOperation operation) {
		Instant now = this.clock.instant();
		Remembered known = this.remembered.get(operation.path());
		if (known != null && now.isBefore(known.until())) {
			return Optional.of(known.at(now));
		}
		Optional<CoolDown> found = this.readings.find(this.clientId, () -> Optional.of(read()))
			.orElseThrow()
			.stream()
			.filter((coolDown) -> coolDown.isOf(operation) && now.isBefore(coolDown.end()))
			.map((coolDown) -> coolDown.at(now))
			.findFirst();
		found.ifPresentOrElse(this::remember, () -> this.remembered.remove(operation.path()));
		return found;
	}

	/**
	 * Begin a cool-down, or prolong the one there is.
	 */
	void begin(WebApiOperation operation, ErrorAnswer answer) {
		Duration length = length(answer.retryAfter());
		CoolDown coolDown = new CoolDown(operation.path(), answer.error(), length);
		logger.warn("Spotify takes no calls of " + operation.path() + " for " + length.toSeconds() + " s ["
				+ answer.error() + "]");
		remember(coolDown);
		try {
			save(coolDown);
		}
		catch (DataAccessException ex) {
			logger.warn("Other nodes cannot know that yet: the database is away");
		}
	}

	private static Duration length(@Nullable Duration retryAfter) {
		if (retryAfter == null) {
			return DEFAULT_LENGTH;
		}
		return (retryAfter.compareTo(LONGEST) > 0) ? LONGEST : retryAfter;
	}

	private void remember(CoolDown coolDown) {
		Instant now = this.clock.instant();
		this.remembered.merge(coolDown.operation(), remembered(coolDown, now),
				(known, found) -> (now.isBefore(known.until()) && known.end().isAfter(found.end())) ? known : found);
	}

	private static Remembered remembered(CoolDown coolDown, Instant now) {
		Instant end = now.plus(coolDown.remaining());
		Instant look = now.plus(REMEMBERED);
		return new Remembered(coolDown, end, end.isBefore(look) ? end : look);
	}

	private void save(CoolDown coolDown) {
		if (prolong(coolDown) == 0) {
			try {
				insert(coolDown);
			}
			catch (DuplicateKeyException ex) {
				// the one there is lasts longer, unless another node was quicker
				prolong(coolDown);
			}
		}
	}

	private int prolong(CoolDown coolDown) {
		return this.jdbc.sql("""
				update cool_down set reason = :reason,
				ends_at = current_timestamp + cast(:seconds as integer) * interval '1' second
				where client_id = :client and operation = :operation
				and ends_at < current_timestamp + cast(:seconds as integer) * interval '1' second""")
			.param("reason", coolDown.reason().name())
			.param("seconds", coolDown.remaining().toSeconds())
			.param("client", this.clientId)
			.param("operation", coolDown.operation())
			.update();
	}

	private void insert(CoolDown coolDown) {
		this.jdbc.sql("""
				insert into cool_down (client_id, operation, reason, ends_at) values (:client, :operation, :reason,
				current_timestamp + cast(:seconds as integer) * interval '1' second)""")
			.param("reason", coolDown.reason().name())
			.param("seconds", coolDown.remaining().toSeconds())
			.param("client", this.clientId)
			.param("operation", coolDown.operation())
			.update();
	}

	/**
	 * An operation that Spotify takes no calls of for now.
	 *
	 * @param operation its path, as in the catalogue
	 * @param reason {@code RATE_LIMITED} or {@code QUOTA_EXCEEDED}
	 * @param remaining how long it still lasts
	 */
	public record CoolDown(String operation, SpotifyError reason, Duration remaining) {
	}

	/**
	 * A cool-down this node knows of, until it looks again.
	 */
	private record Remembered(CoolDown coolDown, Instant end, Instant until) {

		boolean isOf(WebApiOperation operation) {
			return this.coolDown.operation().equals(operation.path());
		}

		CoolDown at(Instant now) {
			return new CoolDown(this.coolDown.operation(), this.coolDown.reason(), Duration.between(now, this.end));
		}

	}

}
