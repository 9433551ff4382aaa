package io.github.spotifygateway.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.spotifygateway.spotify.AppKind;
import io.github.spotifygateway.spotify.AppObservation;
import io.github.spotifygateway.spotify.AppObservation.Sight;
import org.jspecify.annotations.Nullable;

/**
 * What kind of app this is, as far as Spotify's answers have shown. The latest decides:
 * Spotify may change an app any day.
 *
 * @param kind the kind
 * @param since since when answers have shown that and nothing else
 * @param evidence what the verdict rests on and what speaks against it, the latest first
 */
@JsonInclude(Include.ALWAYS)
record AppVerdict(AppKind kind, @Nullable Instant since, List<Evidence> evidence) {

	private static final Comparator<AppObservation> LAST_SEEN = Comparator.comparing(AppObservation::lastSeenAt);

	static AppVerdict of(List<AppObservation> observations, Instant now) {
		List<Evidence> evidence = observations.stream()
			.filter((seen) -> tellsTheKind(seen.sight()))
			.sorted(LAST_SEEN.reversed())
			.map((seen) -> Evidence.of(seen, now))
			.toList();
		AppKind kind = AppKind.of(observations);
		return new AppVerdict(kind, since(kind, observations), evidence);
	}

	private static boolean tellsTheKind(Sight sight) {
		return sight.isOfOlderApps() || sight.isOfNewApps() || sight.isOfDevelopmentMode();
	}

	private static @Nullable Instant since(AppKind kind, List<AppObservation> observations) {
		return switch (kind) {
			case UNKNOWN -> null;
			case NEW_DEVELOPMENT_MODE -> since(observations, Sight::isOfNewApps, Sight::isOfOlderApps);
			default -> since(observations, Sight::isOfOlderApps, Sight::isOfNewApps);
		};
	}

	private static Instant since(List<AppObservation> observations, Predicate<Sight> agreeing,
			Predicate<Sight> opposed) {
		Instant first = observations.stream()
			.filter((seen) -> agreeing.test(seen.sight()))
			.map(AppObservation::since)
			.min(Comparator.naturalOrder())
			.orElseThrow();
		return observations.stream()
			.filter((seen) -> opposed.test(seen.sight()))
			.map(AppObservation::lastSeenAt)
			.max(Comparator.naturalOrder())
			.filter(first::isBefore)
			.orElse(first);
	}

	/**
	 * Something that answers of the Web API have shown.
	 *
	 * @param observation what they have shown, for programs
	 * @param meaning what they have shown, in a sentence
	 * @param since since when, without having shown the opposite meanwhile
	 * @param lastSeenAt when they last did
	 * @param olderThanADay whether that may have changed meanwhile
	 */
	record Evidence(String observation, String meaning, Instant since, Instant lastSeenAt, boolean olderThanADay) {

		static Evidence of(AppObservation seen, Instant now) {
			return new Evidence(seen.sight().name().toLowerCase(Locale.ROOT).replace('_', '-'), meaning(seen.sight()),
					seen.since(), seen.lastSeenAt(), isOld(seen, now));
		}

		static boolean isOld(AppObservation seen, Instant now) {
			return seen.lastSeenAt().plus(Duration.ofDays(1)).isBefore(now);
		}

		private static String meaning(Sight sight) {
			return switch (sight) {
				case COMPLETE_PROFILE -> "GET /v1/me tells the user's product.";
				case STRIPPED_PROFILE -> "GET /v1/me does not tell the user's product, although the user agreed to it.";
				case OLDER_OPERATION_WORKED -> "An operation worked that new apps do not have.";
				case OLDER_OPERATION_FORBIDDEN -> "Spotify forbade an operation that it took from new apps.";
				case QUOTA_EXCEEDED -> "Spotify called the quota used up, which only development mode has.";
				case USER_NOT_REGISTERED ->
					"Spotify refused a user who is not on the app's list, which only development mode has.";
				case OWNER_PREMIUM_REQUIRED -> "Spotify refused a call because the app's owner has no Premium.";
				case CALL_ANSWERED -> "Spotify did what it was asked to do.";
			};
		}

	}

}
