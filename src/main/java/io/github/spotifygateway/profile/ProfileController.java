package io.github.spotifygateway.profile;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.spotify.LastKnown;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/me}: who the caller is at Spotify. For a session and for an API token with
 * the scope {@code read}.
 */
@RestController
@RequestMapping("/api/me")
class ProfileController {

	private static final String EMAIL_SCOPE = "user-read-email";

	private final ProfileClient client;

	private final Connections connections;

	private final LastKnown<Profile> lastKnown;

	private final Clock clock;

	ProfileController(ProfileClient client, Connections connections, LastKnown<Profile> lastKnown, Clock clock) {
		this.client = client;
		this.connections = connections;
		this.lastKnown = lastKnown;
		this.clock = clock;
	}

	/**
	 * {@code GET /api/me}.
	 * @param authentication the caller
	 * @return the caller's profile; what Spotify does not tell this app is {@code null}.
	 * While Spotify takes no calls, what it last said
	 */
	@GetMapping
	Profile profile(Authentication authentication) {
		return this.lastKnown.get(this.connections.require(authentication.getName()), this::ask, Profile::toStale);
	}

	private Profile ask() {
		SpotifyProfile me = this.client.me();
		return new Profile(me.id(), me.accountId(), me.displayName(), me.imageUrl(), me.spotifyUrl(), me.country(),
				me.product(), this.clock.instant().truncatedTo(ChronoUnit.MILLIS), false);
	}

	/**
	 * {@code GET /api/me/email}.
	 * @param authentication the caller
	 * @return the caller's e-mail address, or why there is none
	 */
	@GetMapping("/email")
	Email email(Authentication authentication) {
		if (!this.connections.require(authentication.getName()).scopes().contains(EMAIL_SCOPE)) {
			return Email.missing("scope-missing");
		}
		String email = this.client.me().email();
		return (email != null) ? new Email(email, false, null) : Email.missing("not-provided-to-this-app");
	}

	/**
	 * The caller at Spotify.
	 *
	 * @param id Spotify's user id, which may change hands
	 * @param accountId Spotify's immutable id of the account, to link accounts by
	 * @param displayName the name the user chose, if any
	 * @param imageUrl the user's picture
	 * @param spotifyUrl the user's page at Spotify
	 * @param country ISO 3166-1 alpha-2 code
	 * @param product the subscription, such as {@code premium}
	 * @param observedAt when Spotify was asked
	 * @param stale whether this is what Spotify last said before it took no more calls
	 */
	@JsonInclude(Include.ALWAYS)
	record Profile(@Nullable String id, @Nullable String accountId, @Nullable String displayName,
			@Nullable String imageUrl, @Nullable String spotifyUrl, @Nullable String country, @Nullable String product,
			Instant observedAt, boolean stale) {

		Profile toStale() {
			return new Profile(this.id, this.accountId, this.displayName, this.imageUrl, this.spotifyUrl, this.country,
					this.product, this.observedAt, true);
		}

	}

	/**
	 * The caller's e-mail address.
	 *
	 * @param email the address, or {@code null}
	 * @param verified always {@code false}: Spotify gives no proof that it is the user's,
	 * so it must not identify anyone
	 * @param reason why there is no address: {@code scope-missing} or
	 * {@code not-provided-to-this-app}
	 */
	@JsonInclude(Include.ALWAYS)
	record Email(@Nullable String email, boolean verified, @Nullable String reason) {

		static Email missing(String reason) {
			return new Email(null, false, reason);
		}

		@Override
		public String toString() {
			return "Email[reason=" + this.reason + "]";
		}

	}

}
