package io.github.spotifygateway.profile;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The current user as the Web API describes it. Country, product and e-mail come only
 * with their scopes, and to apps made since February 2026 not at all.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-current-users-profile">
 * Spotify, Get Current User's Profile</a>
 */
record SpotifyProfile(@Nullable String id, @JsonProperty("account_id") @Nullable String accountId,
		@JsonProperty("display_name") @Nullable String displayName, @Nullable String email, @Nullable String country,
		@Nullable String product, @Nullable List<Image> images,
		@JsonProperty("external_urls") @Nullable ExternalUrls externalUrls) {

	@Nullable String imageUrl() {
		return (this.images == null || this.images.isEmpty()) ? null : this.images.get(0).url();
	}

	@Nullable String spotifyUrl() {
		return (this.externalUrls != null) ? this.externalUrls.spotify() : null;
	}

	@Override
	public String toString() {
		return "SpotifyProfile[id=" + this.id + "]";
	}

	record Image(@Nullable String url) {
	}

	record ExternalUrls(@Nullable String spotify) {
	}

}
