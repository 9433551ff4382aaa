package io.github.spotifygateway.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.spotifygateway.doctor.AppVerdict.Evidence;
import io.github.spotifygateway.spotify.AppKind;
import io.github.spotifygateway.spotify.AppObservation;
import io.github.spotifygateway.spotify.AppObservation.Sight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What kind of app it is, by what has been seen.
 */
class AppVerdictTests {

	private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	@Test
	void nothingSeenTellsNothing() {
		AppVerdict verdict = verdict();
		assertThat(verdict).isEqualTo(new AppVerdict(AppKind.UNKNOWN, null, List.of()));
	}

	@ParameterizedTest
	@CsvSource({ "COMPLETE_PROFILE, EXTENDED_OR_OLDER_DEVELOPMENT_MODE",
			"OLDER_OPERATION_WORKED, EXTENDED_OR_OLDER_DEVELOPMENT_MODE", "STRIPPED_PROFILE, NEW_DEVELOPMENT_MODE",
			"OLDER_OPERATION_FORBIDDEN, NEW_DEVELOPMENT_MODE", "QUOTA_EXCEEDED, UNKNOWN",
			"USER_NOT_REGISTERED, UNKNOWN", "OWNER_PREMIUM_REQUIRED, UNKNOWN", "CALL_ANSWERED, UNKNOWN" })
	void oneSightTells(Sight sight, AppKind kind) {
		assertThat(verdict(seen(sight, 1)).kind()).isEqualTo(kind);
	}

	@ParameterizedTest
	@EnumSource(names = { "QUOTA_EXCEEDED", "USER_NOT_REGISTERED" })
	void whatOnlyDevelopmentModeHasTellsItFromExtendedQuota(Sight sight) {
		assertThat(verdict(seen(Sight.COMPLETE_PROFILE, 1), seen(sight, 2)).kind())
			.isEqualTo(AppKind.OLDER_DEVELOPMENT_MODE);
		assertThat(verdict(seen(Sight.STRIPPED_PROFILE, 1), seen(sight, 2)).kind())
			.isEqualTo(AppKind.NEW_DEVELOPMENT_MODE);
	}

	@Test
	void latestSightDecides() {
		assertThat(verdict(seen(Sight.STRIPPED_PROFILE, 1), seen(Sight.OLDER_OPERATION_WORKED, 2)).kind())
			.isEqualTo(AppKind.NEW_DEVELOPMENT_MODE);
		assertThat(verdict(seen(Sight.STRIPPED_PROFILE, 2), seen(Sight.OLDER_OPERATION_WORKED, 1)).kind())
			.isEqualTo(AppKind.EXTENDED_OR_OLDER_DEVELOPMENT_MODE);
	}

	@Test
	void itIsSoSinceTheFirstSightThatAgrees() {
		AppVerdict verdict = verdict(seen(Sight.COMPLETE_PROFILE, 5, 1), seen(Sight.OLDER_OPERATION_WORKED, 9, 2));
		assertThat(verdict.since()).isEqualTo(hoursAgo(9));
	}

	@Test
	void itIsSoAtTheEarliestSinceAnythingElseWasSeen() {
		AppVerdict verdict = verdict(seen(Sight.COMPLETE_PROFILE, 9, 1), seen(Sight.OLDER_OPERATION_FORBIDDEN, 6, 4));
		assertThat(verdict.since()).isEqualTo(hoursAgo(4));
	}

	@Test
	void evidenceIsToldTheLatestFirstAndWithItsAge() {
		List<Evidence> evidence = verdict(seen(Sight.STRIPPED_PROFILE, 90, 25), seen(Sight.COMPLETE_PROFILE, 3, 2),
				seen(Sight.CALL_ANSWERED, 1))
			.evidence();
		assertThat(evidence).extracting(Evidence::observation).containsExactly("complete-profile", "stripped-profile");
		assertThat(evidence).extracting(Evidence::olderThanADay).containsExactly(false, true);
		assertThat(evidence).extracting(Evidence::lastSeenAt).containsExactly(hoursAgo(2), hoursAgo(25));
	}

	@ParameterizedTest
	@EnumSource(names = { "OWNER_PREMIUM_REQUIRED", "CALL_ANSWERED" }, mode = Mode.EXCLUDE)
	void evidenceSaysWhatItMeans(Sight sight) {
		assertThat(verdict(seen(sight, 1)).evidence()).singleElement()
			.satisfies((evidence) -> assertThat(evidence.meaning()).endsWith("."));
	}

	private static AppVerdict verdict(AppObservation... observations) {
		return AppVerdict.of(List.of(observations), NOW);
	}

	private static AppObservation seen(Sight sight, int hoursAgo) {
		return seen(sight, hoursAgo, hoursAgo);
	}

	private static AppObservation seen(Sight sight, int firstHoursAgo, int lastHoursAgo) {
		return new AppObservation(sight, hoursAgo(firstHoursAgo), hoursAgo(lastHoursAgo));
	}

	private static Instant hoursAgo(int hours) {
		return NOW.minus(Duration.ofHours(hours));
	}

}
