package io.github.spotifygateway.spotify;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.spotifygateway.spotify.AppObservation.Sight;

/**
 * The kinds of Spotify apps, which do not get the same answers from the Web API.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/concepts/quota-modes">Spotify,
 * Quota modes</a>
 */
public enum AppKind {

	/**
	 * Gets everything; extended quota, unless the quota or the list of users shows up.
	 */
	EXTENDED_OR_OLDER_DEVELOPMENT_MODE,

	/** Gets everything, for its few users and until the quota is used up. */
	OLDER_DEVELOPMENT_MODE,

	/** Created since 2026-02-11: gets fewer operations and fields. */
	NEW_DEVELOPMENT_MODE,

	/** No answer has shown it. */
	UNKNOWN;

	/**
	 * What kind of app it is, as far as answers have shown. The latest decides: Spotify
	 * may change an app any day.
	 * @param observations what answers have shown
	 * @return the kind
	 */
	public static AppKind of(Collection<AppObservation> observations) {
		Optional<Instant> older = lastSeen(observations, Sight::isOfOlderApps);
		Optional<Instant> newer = lastSeen(observations, Sight::isOfNewApps);
		if (older.isEmpty() && newer.isEmpty()) {
			return UNKNOWN;
		}
		if (newer.isPresent() && older.filter(newer.get()::isBefore).isEmpty()) {
			return NEW_DEVELOPMENT_MODE;
		}
		return lastSeen(observations, Sight::isOfDevelopmentMode).isPresent() ? OLDER_DEVELOPMENT_MODE
				: EXTENDED_OR_OLDER_DEVELOPMENT_MODE;
	}

	private static Optional<Instant> lastSeen(Collection<AppObservation> observations, Predicate<Sight> sights) {
		return observations.stream()
			.filter((seen) -> sights.test(seen.sight()))
			.map(AppObservation::lastSeenAt)
			.max(Comparator.naturalOrder());
	}

	@JsonValue
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
