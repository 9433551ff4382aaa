package io.github.spotifygateway.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a client identifies itself with, in the {@code Authorization} header or in the
 * body.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749, 2.3.1</a>
 */
record ClientCredentials(@Nullable String id, @Nullable String secret) {

	private static final String BASIC = "Basic ";

	static ClientCredentials of(Request request, Parameters form) {
		String authorization = request.getHeader("Authorization");
		if (authorization != null && authorization.startsWith(BASIC)) {
			return basic(authorization.substring(BASIC.length()));
		}
		return new ClientCredentials(form.get("client_id"), form.get("client_secret"));
	}

	private static ClientCredentials basic(String encoded) {
		String decoded = new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
		String[] parts = decoded.split(":", 2);
		return new ClientCredentials(parts[0], (parts.length > 1) ? parts[1] : null);
	}

	boolean areMissing() {
		return this.id == null && this.secret == null;
	}

}
