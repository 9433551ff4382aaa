package io.github.spotifygateway.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What a client asks for at {@code /authorize}. A request without PKCE is good, as it is
 * for Spotify; one with PKCE has to use S256.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7636">RFC 7636</a>
 */
record AuthorizeRequest(Parameters parameters) {

	@Nullable String refusal(RegisteredApp app) {
		if (!RegisteredApp.CLIENT_ID.equals(this.parameters.get("client_id"))) {
			return "INVALID_CLIENT: Failed to get client";
		}
		String redirectRefusal = app.redirectUris().refusal(this.parameters.get("redirect_uri"));
		return (redirectRefusal != null) ? redirectRefusal : parameterRefusal();
	}

	private @Nullable String parameterRefusal() {
		if (!"code".equals(this.parameters.get("response_type"))) {
			return "response_type must be code";
		}
		if (codeChallenge() != null && !"S256".equals(this.parameters.get("code_challenge_method"))) {
			return "code_challenge_method must be S256";
		}
		return scopes().stream().allMatch(Scope::isKnown) ? null : "Illegal scope";
	}

	String redirectUri() {
		return this.parameters.get("redirect_uri", "");
	}

	@Nullable String codeChallenge() {
		return this.parameters.get("code_challenge");
	}

	List<String> scopes() {
		return List.of(StringUtils.tokenizeToStringArray(this.parameters.get("scope", ""), " "));
	}

	String redirect(String name, String value) {
		String separator = redirectUri().contains("?") ? "&" : "?";
		String location = redirectUri() + separator + name + "=" + encode(value);
		String state = this.parameters.get("state");
		return (state != null) ? location + "&state=" + encode(state) : location;
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

}
