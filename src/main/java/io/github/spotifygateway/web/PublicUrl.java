package io.github.spotifygateway.web;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

import io.github.spotifygateway.startup.StartupFailure;

import org.springframework.util.StringUtils;

/**
 * The address browsers use, and the only source of links and of the redirect URI: nothing
 * that a request says about its host has a part in either.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/concepts/redirect_uri"> Spotify's
 * rules for redirect URIs</a>
 */
public final class PublicUrl {

	private static final Set<String> LOOPBACK_LITERALS = Set.of("127.0.0.1", "[::1]");

	private final URI uri;

	/**
	 * Create a public URL.
	 * @param uri an https address, or http on a loopback literal, without query and
	 * fragment
	 * @throws StartupFailure if Spotify would refuse a redirect to it
	 */
	public PublicUrl(URI uri) {
		String host = uri.getHost();
		require(host != null && uri.getRawQuery() == null && uri.getRawFragment() == null
				&& uri.getRawUserInfo() == null, uri, "is not an absolute address without query and fragment");
		require(!"localhost".equalsIgnoreCase(host), uri, "names localhost, which Spotify refuses");
		require(secure(uri), uri, "is neither https nor http on a loopback literal, so Spotify refuses it");
		this.uri = URI.create(StringUtils.trimTrailingCharacter(uri.toString(), '/'));
	}

	/**
	 * The address of a place in the gateway.
	 * @param path its path, with a leading slash and already encoded
	 * @return the absolute address
	 */
	public String resolve(String path) {
		return this.uri + path;
	}

	/**
	 * The redirect URI that must stand in Spotify's dashboard.
	 * @return the address of the callback
	 */
	public String redirectUri() {
		return resolve("/login/oauth2/code/spotify");
	}

	/**
	 * Where a program sends its user to sign in.
	 * @return the address that starts a login
	 */
	public String loginUrl() {
		return resolve("/oauth2/authorization/spotify");
	}

	/**
	 * Where a program sends its user to agree to more.
	 * @param scopes the scopes to ask for; those granted before are asked for anyway
	 * @return the address that starts the consent, which ends on the page
	 */
	public String consentUrl(Collection<String> scopes) {
		String query = scopes.isEmpty() ? "?return_to=/" : "?scope=" + String.join(",", scopes) + "&return_to=/";
		return loginUrl() + query;
	}

	/**
	 * Where the gateway is mounted.
	 * @return the path, without a slash at its end; empty at the root
	 */
	public String basePath() {
		return this.uri.getRawPath();
	}

	/**
	 * Whether browsers use https.
	 * @return {@code true} for an https address
	 */
	public boolean isHttps() {
		return "https".equals(this.uri.getScheme());
	}

	/**
	 * The origin of the page.
	 * @return scheme, host and port as in RFC 6454, which is how browsers send it
	 */
	public String origin() {
		String host = this.uri.getHost().toLowerCase(Locale.ROOT);
		int defaultPort = "https".equals(this.uri.getScheme()) ? 443 : 80;
		boolean withPort = this.uri.getPort() != -1 && this.uri.getPort() != defaultPort;
		return this.uri.getScheme() + "://" + host + (withPort ? ":" + this.uri.getPort() : "");
	}

	/**
	 * Whether a browser that came to this host would lose its cookies at the callback,
	 * because host and public host are two names of this machine.
	 * @param host a host without port, as a request names it
	 * @return {@code true} if it is another loopback name than the public one
	 */
	public boolean isOtherLoopbackName(String host) {
		String name = host.toLowerCase(Locale.ROOT);
		boolean loopback = name.equals("localhost") || LOOPBACK_LITERALS.contains(name);
		return loopback && LOOPBACK_LITERALS.contains(this.uri.getHost()) && !name.equals(this.uri.getHost());
	}

	@Override
	public String toString() {
		return this.uri.toString();
	}

	private static boolean secure(URI uri) {
		return "https".equals(uri.getScheme())
				|| ("http".equals(uri.getScheme()) && LOOPBACK_LITERALS.contains(uri.getHost()));
	}

	private static void require(boolean condition, URI uri, String problem) {
		if (!condition) {
			throw new StartupFailure("spotify-gateway.public-url [" + uri + "] " + problem + ".",
					"Set it to the address browsers use: https://your.host, or http://127.0.0.1:8080 on one machine.");
		}
	}

}
