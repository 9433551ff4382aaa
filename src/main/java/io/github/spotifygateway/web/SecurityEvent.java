package io.github.spotifygateway.web;

import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Something that whoever watches over the gateway wants to know, published as an
 * application event. Names and public ids only: none of it is a secret, and none of it
 * can break a line of a log.
 *
 * @param type what happened
 * @param outcome how it ended
 * @param actor the principal's name, {@code null} when nobody is known
 * @param address the client's address, {@code null} for what the gateway does by itself
 * @param subject public id of what it is about, a token's or a card's for instance
 * @param reason a short stable code, {@code null} when there is nothing to add
 * @param requestId id of the request, {@code null} for what the gateway does by itself
 */
public record SecurityEvent(Type type, Outcome outcome, @Nullable String actor, @Nullable String address,
		@Nullable String subject, @Nullable String reason, @Nullable String requestId) {

	private static final Log logger = LogFactory.getLog(SecurityEvent.class);

	private static final int MOST_CHARACTERS = 255;

	// whatever moves a cursor, ends a line, hides or turns text
	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

	/**
	 * Create an event; the methods named after outcomes say it shorter.
	 */
	public SecurityEvent {
		actor = printable(actor);
		address = printable(address);
		subject = printable(subject);
		reason = printable(reason);
		requestId = printable(requestId);
	}

	/**
	 * Something was done. If the thread serves a request, it came with that.
	 * @param type what
	 * @return the event
	 */
	public static SecurityEvent success(Type type) {
		return inCurrentRequest(type, Outcome.SUCCESS, null);
	}

	/**
	 * Something did not succeed. If the thread serves a request, it came with that.
	 * @param type what
	 * @param reason a short stable code that says why
	 * @return the event
	 */
	public static SecurityEvent failure(Type type, String reason) {
		return inCurrentRequest(type, Outcome.FAILURE, reason);
	}

	/**
	 * Something was not allowed. If the thread serves a request, it came with that.
	 * @param type what
	 * @param reason a short stable code that says why
	 * @return the event
	 */
	public static SecurityEvent denied(Type type, String reason) {
		return inCurrentRequest(type, Outcome.DENIED, reason);
	}

	/**
	 * Say who did it.
	 * @param principalName the user, as Spring Security names the principal
	 * @return the event with that
	 */
	public SecurityEvent by(@Nullable String principalName) {
		return new SecurityEvent(this.type, this.outcome, principalName, this.address, this.subject, this.reason,
				this.requestId);
	}

	/**
	 * Say what it is about.
	 * @param publicId an id that is no secret
	 * @return the event with that
	 */
	public SecurityEvent about(@Nullable String publicId) {
		return new SecurityEvent(this.type, this.outcome, this.actor, this.address, publicId, this.reason,
				this.requestId);
	}

	/**
	 * Say which request it came with, where Spring does not know it: in filters.
	 * @param request the request
	 * @return the event with that
	 */
	public SecurityEvent in(HttpServletRequest request) {
		return new SecurityEvent(this.type, this.outcome, this.actor, request.getRemoteAddr(), this.subject,
				this.reason, RequestId.of(request));
	}

	/**
	 * Publish it. What a listener does wrong is logged and goes no further: nobody's call
	 * fails because it is watched.
	 * @param events where to
	 */
	public void publish(ApplicationEventPublisher events) {
		try {
			events.publishEvent(this);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener failed on " + this.type + " [" + ex.getClass().getSimpleName() + "]");
		}
	}

	private static SecurityEvent inCurrentRequest(Type type, Outcome outcome, @Nullable String reason) {
		SecurityEvent event = new SecurityEvent(type, outcome, null, null, null, reason, null);
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current)
				? event.in(current.getRequest()) : event;
	}

	private static @Nullable String printable(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String start = (text.length() > MOST_CHARACTERS) ? text.substring(0, MOST_CHARACTERS) : text;
		return UNPRINTABLE.matcher(start).replaceAll("?");
	}

	/**
	 * What can happen. The names are stable.
	 */
	public enum Type {

		/** Somebody signed in with a browser, or did not. */
		LOGIN,

		/** A session was ended by its user. */
		LOGOUT,

		/** A user granted scopes that an earlier grant did not have. */
		CONSENT_EXTENDED,

		/** Spotify's token endpoint gave no new token; the grant is kept. */
		REFRESH,

		/** Spotify ended a grant. */
		GRANT_ENDED,

		/** A user's Spotify tokens were deleted, with everything that hung on them. */
		DISCONNECTED,

		/** A company's user was linked to a connection. */
		LINKED,

		/** An API token was made. */
		API_TOKEN_MINTED,

		/** An API token, or all of a user's, was revoked. */
		API_TOKEN_REVOKED,

		/** A bearer token was not accepted. */
		BEARER_REFUSED,

		/** A device was let in by its user. */
		DEVICE_LOGIN_APPROVED,

		/** A device was turned away by its user. */
		DEVICE_LOGIN_REFUSED,

		/** A share card was made. */
		CARD_MADE,

		/** A share card was revoked. */
		CARD_REVOKED,

		/** A known caller asked for something it may not have. */
		ACCESS_DENIED,

		/** A user's Spotify token was given to a proxy, for the first time in an hour. */
		SPOTIFY_TOKEN_HANDED_OUT,

		/** The encryption keys were changed. */
		KEYS_ROTATED,

		/** What is stored was brought under another encryption key. */
		KEYS_REENCRYPTED,

		/** Something stored needs an encryption key that this node lacks. */
		KEY_MISSING;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	/**
	 * How it ended.
	 */
	public enum Outcome {

		/** It was done. */
		SUCCESS,

		/** It was tried and did not succeed. */
		FAILURE,

		/** It was not allowed. */
		DENIED;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
