package io.github.spotifygateway.login;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.springframework.http.HttpStatus;

/**
 * The ways a login can fail, each with what it tells the user.
 */
enum LoginFailure {

	ACCESS_DENIED(HttpStatus.OK, "You did not agree", "Spotify says that you cancelled, so nothing was stored.",
			"Sign in again and choose Agree if you want to use the gateway."),

	INVALID_REQUEST(HttpStatus.BAD_REQUEST, "This sign-in link is not valid",
			"The link asks for something the gateway does not do.", "Start again from the start page."),

	INVALID_CALLBACK(HttpStatus.BAD_REQUEST, "This is not an answer from Spotify",
			"The address lacks a part that Spotify sends, or has one twice.", "Start again from the start page."),

	UNKNOWN_LOGIN(HttpStatus.BAD_REQUEST, "This sign-in is unknown here",
			"It began in another browser or under another address, more than ten minutes ago, or without cookies.",
			"Start again from the start page, in one browser, with cookies allowed."),

	ALREADY_COMPLETED(HttpStatus.BAD_REQUEST, "This sign-in is already over",
			"Spotify's answer was used before, for instance because the page was loaded twice.",
			"Go to the start page: you may be signed in already."),

	LINK_OVER(HttpStatus.GONE, "This link is over",
			"It was used before, is older than ten minutes, or was not copied whole. Nothing was stored.",
			"Ask for a new one where you got it."),

	LINK_NOT_CONFIRMED(HttpStatus.FORBIDDEN, "This did not come from the link's page",
			"The browser sent no proof that you pressed the button there, for instance because it keeps no cookies.",
			"Open the link again, with cookies allowed."),

	USER_NOT_REGISTERED(HttpStatus.FORBIDDEN, "Your account is not on this app's list",
			"The Spotify app behind this gateway is in development mode, and your Spotify account is not among its users.",
			"Ask the app's owner to add your name and Spotify e-mail under User Management in Spotify's dashboard, then sign in again."),

	OWNER_PREMIUM_REQUIRED(HttpStatus.SERVICE_UNAVAILABLE, "The app's owner needs Premium",
			"Spotify stopped the app behind this gateway, because its owner has no active Premium subscription.",
			"The app's owner renews it; Spotify may take a few hours to notice."),

	CLIENT_REFUSED(HttpStatus.SERVICE_UNAVAILABLE, "Spotify does not accept this gateway",
			"The client id or the client secret of the gateway is wrong.",
			"The operator compares SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET with Spotify's dashboard."),

	CODE_REFUSED(HttpStatus.BAD_REQUEST, "Spotify did not accept the sign-in",
			"The authorization code is too old, was used before, or belongs to another sign-in.",
			"Start again from the start page."),

	SPOTIFY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Spotify cannot be reached",
			"Spotify gave no answer, a late one, or a server error. Nothing was lost.", "Try again in a minute."),

	SPOTIFY_ERROR(HttpStatus.BAD_GATEWAY, "Spotify answered with an error",
			"Spotify ended the sign-in for a reason the gateway does not know.",
			"Try again; if it stays, give the operator the time it happened.");

	private final HttpStatus status;

	private final String title;

	private final String cause;

	private final String remedy;

	LoginFailure(HttpStatus status, String title, String cause, String remedy) {
		this.status = status;
		this.title = title;
		this.cause = cause;
		this.remedy = remedy;
	}

	static Optional<LoginFailure> ofCode(String code) {
		return Arrays.stream(values()).filter((failure) -> failure.code().equals(code)).findFirst();
	}

	/**
	 * The OAuth error code that carries the failure through Spring Security, and the last
	 * part of its page's address.
	 */
	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	HttpStatus status() {
		return this.status;
	}

	String title() {
		return this.title;
	}

	String cause() {
		return this.cause;
	}

	String remedy() {
		return this.remedy;
	}

}
