package io.github.spotifygateway.doctor;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.spotifygateway.doctor.AppVerdict.Evidence;
import io.github.spotifygateway.doctor.Check.State;
import io.github.spotifygateway.spotify.AppObservation;
import io.github.spotifygateway.spotify.AppObservation.Sight;
import io.github.spotifygateway.spotify.CoolDowns;
import io.github.spotifygateway.spotify.CoolDowns.CoolDown;
import io.github.spotifygateway.spotify.SpotifyError;

/**
 * Looks at the app as its owner registered it at Spotify.
 */
final class AppChecks {

	/** The name of the check that asks Spotify. */
	static final String CLIENT_CREDENTIALS = "client-credentials";

	private static final String DASHBOARD = "https://developer.spotify.com/dashboard";

	private final ClientCredentials credentials;

	private final CoolDowns coolDowns;

	private final InstantSource clock;

	AppChecks(ClientCredentials credentials, CoolDowns coolDowns, InstantSource clock) {
		this.credentials = credentials;
		this.coolDowns = coolDowns;
		this.clock = clock;
	}

	List<Check> all(List<AppObservation> observations) {
		return List.of(clientCredentials(), allowList(observations), ownerPremium(observations), quota());
	}

	/**
	 * Whether something is wrong that concerns everybody, as far as is known without
	 * asking Spotify.
	 */
	boolean areFailing(List<AppObservation> observations) {
		return this.credentials.areRefused() || ownerPremium(observations).isProblem() || quota().isProblem();
	}

	Check clientCredentials() {
		ClientCredentials.Verdict verdict = this.credentials.verdict();
		String name = CLIENT_CREDENTIALS;
		Check check = switch (verdict.answer()) {
			case ACCEPTED -> Check.ok(name, "Spotify accepts the client id and the client secret.");
			case REFUSED -> Check.of(name, State.PROBLEM,
					"Spotify refuses the client id or the client secret, so nobody can sign in and no access token is refreshed.",
					"Compare SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET with the app's page in " + DASHBOARD
							+ ", correct them and restart the gateway; no grant is lost.");
			case UNAVAILABLE -> Check.of(name, State.UNKNOWN, "Spotify's accounts service gave no answer of use.",
					"Look again in a few minutes; if it stays, check that this machine reaches https://accounts.spotify.com.");
		};
		return check.since(verdict.since());
	}

	Check allowList(List<AppObservation> observations) {
		String name = "allow-list";
		return find(observations, Sight.USER_NOT_REGISTERED)
			.filter((seen) -> !Evidence.isOld(seen, this.clock.instant()))
			.map((seen) -> Check.of(name, State.PROBLEM,
					"Spotify refused a user who is not on the list of this development-mode app.",
					"The app's owner opens " + DASHBOARD
							+ ", the app, Settings, User Management, and adds the user's name and Spotify e-mail; then the user signs in again.")
				.since(seen.since())
				.with(Map.of("lastSeenAt", seen.lastSeenAt())))
			.orElseGet(() -> Check.ok(name, "Spotify refused no user of this app within a day."));
	}

	Check ownerPremium(List<AppObservation> observations) {
		String name = "owner-premium";
		Optional<AppObservation> answered = find(observations, Sight.CALL_ANSWERED);
		Optional<AppObservation> lapsed = find(observations, Sight.OWNER_PREMIUM_REQUIRED)
			.filter((seen) -> answered.filter((other) -> !other.lastSeenAt().isBefore(seen.lastSeenAt())).isEmpty());
		if (lapsed.isPresent()) {
			AppObservation seen = lapsed.get();
			return Check
				.of(name, Evidence.isOld(seen, this.clock.instant()) ? State.WARNING : State.PROBLEM,
						"Spotify refuses the app's calls because its owner has no active Premium subscription.",
						"The app's owner renews it; Spotify may take a few hours to notice.")
				.since(seen.since())
				.with(Map.of("lastSeenAt", seen.lastSeenAt()));
		}
		return answered.map((seen) -> Check.ok(name, "Spotify answers the app's calls.").since(seen.since()))
			.orElseGet(() -> Check.of(name, State.UNKNOWN, "Spotify has answered no call of the app yet.",
					"Call something, such as /api/me, and look again."));
	}

	Check quota() {
		String name = "quota";
		List<CoolDown> inForce = this.coolDowns.inForce();
		List<Operation> operations = inForce.stream().map(Operation::of).toList();
		if (inForce.isEmpty()) {
			return Check.ok(name, "Spotify takes all calls.").with(Map.of("coolDowns", operations));
		}
		boolean quota = inForce.stream().anyMatch((coolDown) -> coolDown.reason() == SpotifyError.QUOTA_EXCEEDED);
		Check check = quota ? Check.of(name, State.PROBLEM,
				"The app's quota at Spotify is used up for the operations in coolDowns.",
				"Wait until they are over: calling earlier prolongs it. Then call less often; only extended quota has no such limit.")
				: Check.of(name, State.WARNING, "The app called the operations in coolDowns too often.",
						"Wait until they are over, then call less often.");
		return check.with(Map.of("coolDowns", operations));
	}

	private static Optional<AppObservation> find(List<AppObservation> observations, Sight sight) {
		return observations.stream().filter((seen) -> seen.sight() == sight).findFirst();
	}

	/**
	 * An operation that Spotify takes no calls of for now.
	 *
	 * @param operation its path
	 * @param reason {@code rate-limited} or {@code quota-exceeded}
	 * @param remainingSeconds seconds from now on until it does again
	 */
	record Operation(String operation, String reason, long remainingSeconds) {

		static Operation of(CoolDown coolDown) {
			return new Operation(coolDown.operation(),
					coolDown.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
					coolDown.remaining().toSeconds());
		}

	}

}
