package io.github.spotifygateway.doctor;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param name its name, stable over versions
 * @param state how it is
 * @param cause why, in a sentence
 * @param remedy what to do about it; {@code null} if it is well
 * @param since since when, if that is known
 * @param data more members of the answer, for programs
 */
@JsonInclude(Include.ALWAYS)
record Check(String name, State state, String cause, @Nullable String remedy, @Nullable Instant since,
		@JsonAnyGetter Map<String, Object> data) {

	static Check ok(String name, String cause) {
		return new Check(name, State.OK, cause, null, null, Map.of());
	}

	static Check of(String name, State state, String cause, String remedy) {
		return new Check(name, state, cause, remedy, null, Map.of());
	}

	Check since(@Nullable Instant since) {
		return new Check(this.name, this.state, this.cause, this.remedy, since, this.data);
	}

	Check with(Map<String, Object> data) {
		return new Check(this.name, this.state, this.cause, this.remedy, this.since, data);
	}

	boolean isProblem() {
		return this.state == State.PROBLEM;
	}

	/**
	 * How a thing is.
	 */
	enum State {

		/** Nothing is wrong with it. */
		OK,
		/** It will be a problem, or is one for some. */
		WARNING,
		/** It keeps the gateway from working for someone. */
		PROBLEM,
		/** It cannot be known, or not now. */
		UNKNOWN;

		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
