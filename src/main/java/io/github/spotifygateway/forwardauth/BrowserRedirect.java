package io.github.spotifygateway.forwardauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.github.spotifygateway.spotify.CanonicalPath;
import io.github.spotifygateway.web.PublicUrl;
import io.github.spotifygateway.web.SignInRedirect;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * Sends a browser that opens a page to the login, and back to that page. The way back is
 * a path of the public URL and nothing else, whatever host the proxy names.
 */
final class BrowserRedirect implements SignInRedirect {

	private final PublicUrl publicUrl;

	BrowserRedirect(PublicUrl publicUrl) {
		this.publicUrl = publicUrl;
	}

	@Override
	public @Nullable String target(HttpServletRequest request) {
		if (!request.getRequestURI().equals(request.getContextPath() + ForwardAuthController.PATH)) {
			return null;
		}
		return OriginalRequest.of(request)
			.filter((original) -> HttpMethod.GET.equals(original.method()) && isNavigation(request))
			.map(this::login)
			.orElse(null);
	}

	private String login(OriginalRequest original) {
		String back = original.pathBelow(this.publicUrl.basePath()).filter(CanonicalPath::is).orElse("/");
		return this.publicUrl.loginUrl() + "?return_to=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
	}

	private static boolean isNavigation(HttpServletRequest request) {
		String mode = request.getHeader("Sec-Fetch-Mode");
		String accept = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
		return (mode != null) ? mode.equals("navigate") : accept.contains(MediaType.TEXT_HTML_VALUE);
	}

}
