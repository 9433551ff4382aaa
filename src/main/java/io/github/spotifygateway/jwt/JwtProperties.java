package io.github.spotifygateway.jwt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which tokens of a company are taken, and what they allow. Without an issuer, none are.
 *
 * @param enabled whether they are taken
 * @param issuer issuer of the tokens, exactly as in their claim {@code iss}
 * @param audience what the gateway is called in the claim {@code aud}
 * @param jwkSetUri address of the issuer's keys; left out, the issuer's metadata says it
 * @param algorithms signature algorithms that are good enough, none of them symmetric
 * @param types values of the header {@code typ} that are taken; with {@code JWT} also a
 * token without the header, as long as a claim shows that it is no ID token
 * @param claim claim that says what a token allows, or a path to one, with dots
 * @param scopes values of that claim that allow something
 * @param clockSkew by how much the issuer's clock may be off, at most a minute
 */
@ConfigurationProperties("spotify-gateway.jwt")
record JwtProperties(@DefaultValue("true") boolean enabled, @Nullable String issuer, @Nullable String audience,
		@Nullable String jwkSetUri, @DefaultValue( {
				"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
				"ES512" }) List<String> algorithms,
		@DefaultValue("at+jwt") List<String> types, @DefaultValue("scope") String claim, @DefaultValue Scopes scopes,
		@DefaultValue("60s") Duration clockSkew){

	/**
	 * Values of the claim, by what they allow. What is in no list allows nothing.
	 *
	 * @param read values that allow every GET
	 * @param player values that allow calls of /v1 that control the player
	 * @param library values that allow calls of /v1 that change what the user saved and
	 * follows
	 * @param playlists values that allow calls of /v1 that change the user's playlists
	 * @param raw values that allow every call of /v1
	 * @param link values that allow linking a Spotify account and ending that
	 */
	record Scopes(@DefaultValue List<String> read, @DefaultValue List<String> player,
			@DefaultValue List<String> library, @DefaultValue List<String> playlists, @DefaultValue List<String> raw,
			@DefaultValue List<String> link) {

		/**
		 * The same by value.
		 */
		Map<String, List<String>> byValue() {
			Map<String, List<String>> byValue = new LinkedHashMap<>();
			add("read", this.read, byValue);
			add("player", this.player, byValue);
			add("library", this.library, byValue);
			add("playlists", this.playlists, byValue);
			add("raw", this.raw, byValue);
			add("link", this.link, byValue);
			return byValue;
		}

		private static void add(String scope, List<String> values, Map<String, List<String>> byValue) {
			values.forEach((value) -> byValue.computeIfAbsent(value, (absent) -> new ArrayList<>()).add(scope));
		}

	}

}
