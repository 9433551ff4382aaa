package io.github.spotifygateway.translation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.github.spotifygateway.spotify.WebApiCall;
import io.github.spotifygateway.spotify.AppKind;
import io.github.spotifygateway.spotify.ErrorAnswer;
import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.upstream.ReadAnswer;

import org.springframework.http.HttpStatus;
import org.springframework.util.StreamUtils;

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
		boolean isShownBy(ReadAnswer answer) throws IOException {
			return answer.getStatusCode().isSameCodeAs(HttpStatus.BAD_REQUEST)
					&& StreamUtils.copyToString(answer.getBody(), StandardCharsets.UTF_8)
						.toLowerCase(Locale.ROOT)
						.contains("limit");
		}

		@Override
		boolean isImpossibleFor(AppKind kind) {
			return isOlder(kind);
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
			return isOlder(kind) && Query.of(call).has(FIELDS, (fields) -> true);
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
	 * Whether it goes for no app of a kind.
	 */
	boolean isImpossibleFor(AppKind kind) {
		return false;
	}

	/**
	 * Whether Spotify has taken an operation from all apps of a kind.
	 */
	static boolean isTaken(WebApiOperation operation, AppKind kind) {
		return switch (operation.availability()) {
			case "all-apps" -> false;
			case "apps-before-2026-02-11" -> kind == AppKind.NEW_DEVELOPMENT_MODE;
			default -> kind == AppKind.NEW_DEVELOPMENT_MODE || kind == AppKind.OLDER_DEVELOPMENT_MODE;
		};
	}

	/**
	 * Whether Spotify says that it does not offer an operation any more. Apps in
	 * development mode may be told there is no such path; other apps are told so when
	 * there is nothing of the name they ask for.
	 */
	static boolean isWithdrawn(WebApiOperation operation, AppKind kind, ReadAnswer answer) throws IOException {
		boolean inDevelopment = kind == AppKind.NEW_DEVELOPMENT_MODE || kind == AppKind.OLDER_DEVELOPMENT_MODE;
		return isForbidden(answer) || (answer.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND) && inDevelopment
				&& !operation.path().contains("{"));
	}

	private static boolean isOlder(AppKind kind) {
		return Generation.of(kind).filter(Generation.OLDER::equals).isPresent();
	}

	private static boolean isForbidden(ReadAnswer answer) throws IOException {
		return answer.getStatusCode().isSameCodeAs(HttpStatus.FORBIDDEN) && ErrorAnswer.read(answer).isForbiddenToApp();
	}

}
