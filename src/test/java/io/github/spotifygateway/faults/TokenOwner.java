package io.github.spotifygateway.faults;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.github.spotifygateway.journey.Browser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A user who makes and revokes API tokens all the time and remembers what the gateway
 * acknowledged.
 */
final class TokenOwner {

	private static final int MOST = 10;

	private final Browser browser;

	private final Queue<Token> live = new ArrayDeque<>();

	private final List<String> revoked = new ArrayList<>();

	TokenOwner(Browser browser) {
		this.browser = browser;
	}

	void makeAndRevokeUntilTheGatewayIsGone() {
		try {
			while (true) {
				make();
				if (this.live.size() == MOST) {
					revoke(this.live.remove());
				}
			}
		}
		catch (UncheckedIOException ex) {
			// it is gone, and nobody knows what became of the last request
		}
	}

	void make() {
		HttpResponse<String> response = this.browser.call("POST", "/api/tokens", "{\"name\":\"test\"}");
		if (response.statusCode() != 201) {
			throw new IllegalStateException("No token was made: " + response.body());
		}
		JsonNode made = JsonMapper.shared().readTree(response.body());
		this.live.add(new Token(made.get("id").asString(), made.get("token").asString()));
	}

	/**
	 * The tokens whose making was acknowledged, and whose revocation was not begun.
	 */
	List<String> live() {
		return this.live.stream().map(Token::secret).toList();
	}

	/**
	 * The tokens whose revocation was acknowledged.
	 */
	List<String> revoked() {
		return this.revoked;
	}

	private void revoke(Token token) {
		if (this.browser.call("DELETE", "/api/tokens/" + token.id(), null).statusCode() != 204) {
			throw new IllegalStateException("The token was not revoked");
		}
		this.revoked.add(token.secret());
	}

	private record Token(String id, String secret) {
	}

}
