package io.github.spotifygateway.forwardauth;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests are judged that a company's gateway serves. Only those of
 * {@code spotify-gateway.trusted-proxies} may ask.
 *
 * @param enabled whether there is anybody to ask
 * @param paths paths, with everything below them, for which it is enough to be signed in
 * or to bring a token with the scope read; to change something or open a WebSocket, one
 * with raw
 * @param callers kinds of callers that are let in; all others are told 403
 * @param mode what a browser is told in which nobody is signed in: 401, or the way to the
 * login, which nginx cannot pass on
 * @param handOutToken whether a company's gateway that brings the credential is given the
 * caller's Spotify access token
 * @param credential what the company's gateway brings for that, at least 32 characters
 */
@ConfigurationProperties("spotify-gateway.forward-auth")
record ForwardAuthProperties(@DefaultValue("true") boolean enabled, @DefaultValue List<String> paths, @DefaultValue( {
		"session", "api-token", "jwt" }) Set<CallerKind> callers, @DefaultValue("status") Mode mode,
		@DefaultValue("false") boolean handOutToken, @Nullable String credential){

	@Override
	public String toString() {
		return "ForwardAuthProperties[enabled=" + this.enabled + ", paths=" + this.paths + ", callers=" + this.callers
				+ ", mode=" + this.mode + ", handOutToken=" + this.handOutToken + "]";
	}

	/**
	 * How a caller comes in.
	 */
	enum CallerKind {

		/** A browser in which somebody is signed in. */
		SESSION,

		/** An API token of the gateway. */
		API_TOKEN,

		/** A token of the company. */
		JWT;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	/**
	 * What a browser is told in which nobody is signed in.
	 */
	enum Mode {

		/** 401, as everyone else. */
		STATUS,

		/** 302 to the login. */
		REDIRECT

	}

}
