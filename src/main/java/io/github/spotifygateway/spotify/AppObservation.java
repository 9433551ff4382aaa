package io.github.spotifygateway.spotify;

import java.time.Instant;

/**
 * Something that answers of the Web API have shown about the app.
 *
 * @param sight what they have shown
 * @param since since when, without having shown the opposite meanwhile
 * @param lastSeenAt when they last did, to within a minute
 */
public record AppObservation(Sight sight, Instant since, Instant lastSeenAt) {

	/**
	 * What an answer of the Web API can show about the app.
	 */
	public enum Sight {

		/** A profile with the product: no app of the new development mode gets that. */
		COMPLETE_PROFILE,

		/** A profile without the product, although the user granted its scope. */
		STRIPPED_PROFILE,

		/** An operation worked that only older apps have. */
		OLDER_OPERATION_WORKED,

		/** An operation was forbidden that only older apps have. */
		OLDER_OPERATION_FORBIDDEN,

		/** Spotify named the quota, which only development mode has. */
		QUOTA_EXCEEDED,

		/** A user is not on the list of users, which only development mode has. */
		USER_NOT_REGISTERED,

		/** The owner of the app has no Premium subscription any more. */
		OWNER_PREMIUM_REQUIRED,

		/** Spotify did what it was asked to do. */
		CALL_ANSWERED;

		/**
		 * Whether only apps older than February 2026 show it.
		 * @return {@code false} if it tells nothing or the contrary
		 */
		public boolean isOfOlderApps() {
			return this == COMPLETE_PROFILE || this == OLDER_OPERATION_WORKED;
		}

		/**
		 * Whether only apps created in development mode since February 2026 show it.
		 * @return {@code false} if it tells nothing or the contrary
		 */
		public boolean isOfNewApps() {
			return this == STRIPPED_PROFILE || this == OLDER_OPERATION_FORBIDDEN;
		}

		/**
		 * Whether only apps in development mode show it, of whatever age.
		 * @return {@code false} if it tells nothing about that
		 */
		public boolean isOfDevelopmentMode() {
			return this == QUOTA_EXCEEDED || this == USER_NOT_REGISTERED;
		}

		/**
		 * What takes this sight back.
		 * @return the opposite; the sight itself if it has none
		 */
		Sight opposite() {
			return switch (this) {
				case COMPLETE_PROFILE -> STRIPPED_PROFILE;
				case STRIPPED_PROFILE -> COMPLETE_PROFILE;
				case OLDER_OPERATION_WORKED -> OLDER_OPERATION_FORBIDDEN;
				case OLDER_OPERATION_FORBIDDEN -> OLDER_OPERATION_WORKED;
				case OWNER_PREMIUM_REQUIRED -> CALL_ANSWERED;
				case CALL_ANSWERED -> OWNER_PREMIUM_REQUIRED;
				case QUOTA_EXCEEDED, USER_NOT_REGISTERED -> this;
			};
		}

	}

}
