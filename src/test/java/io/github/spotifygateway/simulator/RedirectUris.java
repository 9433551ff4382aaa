package io.github.spotifygateway.simulator;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The registered redirect URIs. They match exactly, except that a loopback literal
 * registered without port matches with every port; {@code localhost} never does.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/concepts/redirect_uri">Redirect
 * URIs</a>
 */
final class RedirectUris {

	private static final Pattern LOOPBACK = Pattern
		.compile("^(http://(?:127\\.0\\.0\\.1|\\[::1]))(?::\\d+)?(?=[/?]|$)");

	private static final Pattern LOCALHOST = Pattern.compile("^https?://localhost(?=[:/?]|$)");

	private final Set<String> registered = new CopyOnWriteArraySet<>(
			Set.of("http://127.0.0.1/login/oauth2/code/spotify", "http://[::1]/login/oauth2/code/spotify"));

	void register(String redirectUri) {
		this.registered.add(redirectUri);
	}

	/**
	 * Says why a redirect URI is refused.
	 * @param redirectUri what the client asks for
	 * @return the text of Spotify's page, or {@code null} if the URI is good
	 */
	@Nullable String refusal(@Nullable String redirectUri) {
		if (redirectUri == null) {
			return "INVALID_CLIENT: Invalid redirect URI";
		}
		if (isRegistered(redirectUri)) {
			return null;
		}
		return isInsecure(redirectUri) ? "INVALID_CLIENT: Insecure redirect URI"
				: "INVALID_CLIENT: Invalid redirect URI";
	}

	private boolean isRegistered(String redirectUri) {
		String withoutPort = LOOPBACK.matcher(redirectUri).replaceFirst("$1");
		boolean known = this.registered.contains(redirectUri) || this.registered.contains(withoutPort);
		return known && !LOCALHOST.matcher(redirectUri).find();
	}

	private static boolean isInsecure(String redirectUri) {
		boolean plain = redirectUri.startsWith("http://") && !LOOPBACK.matcher(redirectUri).find();
		return plain || LOCALHOST.matcher(redirectUri).find();
	}

}
