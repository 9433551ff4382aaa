package io.github.spotifygateway.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

import io.github.spotifygateway.connection.AppTokens;
import io.github.spotifygateway.connection.TokenEndpoint;
import io.github.spotifygateway.connection.TokenEndpointException;
import io.github.spotifygateway.connection.TokenEndpointException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Whether Spotify accepts the client id and secret. Spotify is asked at most once in two
 * minutes, unless a call has shown something else meanwhile.
 */
final class ClientCredentials {

	private static final Duration REMEMBERED = Duration.ofMinutes(2);

	private final AppTokens appTokens;

	private final TokenEndpoint tokenEndpoint;

	private final InstantSource clock;

	private final AtomicReference<@Nullable Verdict> latest = new AtomicReference<>();

	ClientCredentials(AppTokens appTokens, TokenEndpoint tokenEndpoint, InstantSource clock) {
		this.appTokens = appTokens;
		this.tokenEndpoint = tokenEndpoint;
		this.clock = clock;
	}

	/**
	 * What Spotify says. One asks, the others wait for what comes of it.
	 */
	synchronized Verdict verdict() {
		Verdict last = this.latest.get();
		if (last != null && isGood(last)) {
			return last;
		}
		Answer answer = ask();
		Instant now = this.clock.instant();
		Verdict verdict = new Verdict(answer, (last != null && last.answer() == answer) ? last.since() : now, now);
		this.latest.set(verdict);
		return verdict;
	}

	/**
	 * Whether they were refused when they were last used, for whatever. Spotify is not
	 * asked.
	 */
	boolean areRefused() {
		return this.tokenEndpoint.isClientRefused();
	}

	private boolean isGood(Verdict verdict) {
		boolean confirmed = verdict.answer() == Answer.UNAVAILABLE
				|| (verdict.answer() == Answer.REFUSED) == areRefused();
		return confirmed && this.clock.instant().isBefore(verdict.askedAt().plus(REMEMBERED));
	}

	private Answer ask() {
		try {
			this.appTokens.renew();
			return Answer.ACCEPTED;
		}
		catch (TokenEndpointException ex) {
			return (ex.getReason() == Reason.CLIENT_REFUSED) ? Answer.REFUSED : Answer.UNAVAILABLE;
		}
	}

	/**
	 * What Spotify says of the client id and secret.
	 *
	 * @param answer what it says
	 * @param since since when it says that
	 * @param askedAt when it last said it
	 */
	record Verdict(Answer answer, Instant since, Instant askedAt) {
	}

	/**
	 * What Spotify can say of them.
	 */
	enum Answer {

		/** They are good. */
		ACCEPTED,
		/** At least one is wrong. */
		REFUSED,
		/** Nothing of use, in time. */
		UNAVAILABLE

	}

}
