package io.github.spotifygateway.spotify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import io.github.spotifygateway.spotify.AppObservation.Sight;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.Timestamps;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the Web API's answers have shown about the app, to any node. Nothing of an answer
 * or of a user is kept, and no call waits for it.
 */
public final class AppObservations {

	private static final Log logger = LogFactory.getLog(AppObservations.class);

	/** How long a node does not note again what it has just noted. */
	private static final Duration SELDOM = Duration.ofMinutes(1);

	private final Map<Sight, Instant> noted = new ConcurrentHashMap<>();

	private final JdbcClient jdbc;

	private final String clientId;

	private final Executor executor;

	private final InstantSource clock;

	AppObservations(GatewayDatabase database, String clientId, Executor executor, InstantSource clock) {
		this.jdbc = database.jdbc();
		this.clientId = clientId;
		this.executor = executor;
		this.clock = clock;
	}

	/**
	 * What has been seen within 30 days.
	 * @return it, the latest first
	 */
	public List<AppObservation> latest() {
		return this.jdbc.sql("""
				select name, since, observed_at from app_observation
				where client_id = :client and name in (:names)
				    and observed_at > current_timestamp - interval '30' day
				order by observed_at desc, name""")
			.param("client", this.clientId)
			.param("names", Arrays.stream(Sight.values()).map(Sight::name).toList())
			.query((row, index) -> new AppObservation(Sight.valueOf(row.getString("name")),
					Timestamps.read(row, "since"), Timestamps.read(row, "observed_at")))
			.list();
	}

	/**
	 * Note a sight, a moment later.
	 */
	void note(Sight sight) {
		note(sight, () -> true);
	}

	/**
	 * Note a sight, a moment later, if it turns out to be one.
	 */
	void note(Sight sight, BooleanSupplier provided) {
		if (isDue(sight)) {
			this.executor.execute(() -> {
				try {
					if (provided.getAsBoolean()) {
						save(sight);
					}
				}
				catch (DataAccessException ex) {
					logger.debug("Not noted: " + sight + " [" + ex.getClass().getSimpleName() + "]");
				}
			});
		}
	}

	private boolean isDue(Sight sight) {
		Instant now = this.clock.instant();
		Instant last = this.noted.putIfAbsent(sight, now);
		return last == null || (last.plus(SELDOM).isBefore(now) && this.noted.replace(sight, last, now));
	}

	private void save(Sight sight) {
		if (update(sight) == 0) {
			try {
				insert(sight);
			}
			catch (DuplicateKeyException ex) {
				update(sight);
			}
		}
	}

	private int update(Sight sight) {
		return this.jdbc.sql("""
				update app_observation seen
				set since = case when exists (select 1 from app_observation other
				            where other.client_id = seen.client_id and other.name = :opposite
				                and other.observed_at > seen.observed_at)
				        then current_timestamp else seen.since end,
				    observed_at = current_timestamp
				where client_id = :client and name = :name""")
			.param("opposite", sight.opposite().name())
			.param("client", this.clientId)
			.param("name", sight.name())
			.update();
	}

	private void insert(Sight sight) {
		this.jdbc.sql("""
				insert into app_observation (client_id, name, since, observed_at)
				values (:client, :name, current_timestamp, current_timestamp)""")
			.param("client", this.clientId)
			.param("name", sight.name())
			.update();
	}

}
