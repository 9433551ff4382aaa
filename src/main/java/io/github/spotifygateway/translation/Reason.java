package io.github.spotifygateway.translation;

import java.io.IOException;

import io.github.spotifygateway.spotify.AppKind;
import io.github.spotifygateway.spotify.ErrorAnswer;
import io.github.spotifygateway.spotify.SpotifyError;
import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.upstream.ReadAnswer;

import org.springframework.http.HttpStatus;

/**
 * Why a call may have to be made by means of other operations, and how Spotify shows it.
 */
enum Reason {

	/** Taken from apps created since February 2026. */
	REMOVED {

		@Override
		boolean isShownBy(ReadAnswer answer) throws IOException {
			return isForbidden(answer);
		}

	},

	/** Takes fewer at once from apps created since February 2026. */
	LIMIT {

		@Override
		boolean isShownBy(ReadAnswer answer) {
			return answer.getStatusCode().isSameCodeAs(HttpStatus.BAD_REQUEST);
		}

	},

	/** Given to apps in February 2026, perhaps not to all. */
	ADDED {

		@Override
		boolean isShownBy(ReadAnswer answer) throws IOException {
			return answer.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)
					|| answer.getStatusCode().isSameCodeAs(HttpStatus.METHOD_NOT_ALLOWED) || isForbidden(answer);
		}

		@Override
		boolean isImpossibleFor(AppKind kind) {
			return kind == AppKind.NEW_DEVELOPMENT_MODE;
		}

		/**
		 * Older apps that do have it still name what it answers as before.
		 */
		@Override
		boolean isCertainFor(AppKind kind, WebApiCall call) {
			return isOlder(kind) && call.query().get(FIELDS).isPresent();
		}

	},

	/** Answers with other names than those that were asked for. */
	NAMES {

		@Override
		boolean isShownBy(ReadAnswer answer) {
			return false;
		}

		@Override
		boolean isCertainFor(AppKind kind, WebApiCall call) {
			return true;
		}

		@Override
		boolean isLearnt() {
			return false;
		}

	};

	private static final String FIELDS = "fields";

	/**
	 * Whether it is what Spotify says by an error.
	 */
	abstract boolean isShownBy(ReadAnswer answer) throws IOException;

	/**
	 * Whether it goes for each app of a kind.
	 */
	boolean isCertainFor(AppKind kind, WebApiCall call) {
		return kind == AppKind.NEW_DEVELOPMENT_MODE;
	}

	/**
	 * Whether it goes for the operation from now on once it has shown.
	 */
	boolean isLearnt() {
		return true;
	}

	/**
	 * Whether it goes for no app of a kind.
	 */
	boolean isImpossibleFor(AppKind kind) {
		return false;
	}

	/**
	 * Whether Spotify says that it does not offer an operation any more. Some apps are
	 * told there is no such path; with a name in it, it may be that which there is not.
	 */
	static boolean isWithdrawn(WebApiOperation operation, ReadAnswer answer) throws IOException {
		return isForbidden(answer)
				|| (answer.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND) && !operation.path().contains("{"));
	}

	private static boolean isOlder(AppKind kind) {
		return kind == AppKind.EXTENDED_OR_OLDER_DEVELOPMENT_MODE || kind == AppKind.OLDER_DEVELOPMENT_MODE;
	}

	private static boolean isForbidden(ReadAnswer answer) throws IOException {
		return answer.getStatusCode().isSameCodeAs(HttpStatus.FORBIDDEN)
				&& ErrorAnswer.read(answer).error() == SpotifyError.FORBIDDEN;
	}

}
