package io.github.spotifygateway.simulator;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The refresh tokens, the dead ones included, because Spotify says what they died of.
 */
final class RefreshTokens {

	private static final String REVOKED = "token-400-refresh-token-revoked.json";

	private static final String EXPIRED = "token-400-refresh-token-expired.json";

	private final Map<String, RefreshToken> tokens = new HashMap<>();

	private final InstantSource time;

	RefreshTokens(InstantSource time) {
		this.time = time;
	}

	synchronized String issue(Grant grant) {
		String value = Sentinel.REFRESH_TOKEN.next();
		this.tokens.put(value, new RefreshToken(grant, null, null));
		return value;
	}

	synchronized Grant use(String value) {
		RefreshToken token = this.tokens.get(value);
		if (token == null) {
			throw new TokenRefusal("token-400-invalid-refresh-token.json");
		}
		if (token.refusal() != null) {
			throw new TokenRefusal(token.refusal());
		}
		if (token.grant().isOver(this.time.instant())) {
			throw new TokenRefusal(EXPIRED);
		}
		return token.grant();
	}

	synchronized String rotate(String value) {
		Grant grant = use(value);
		revoke(value);
		return issue(grant);
	}

	/**
	 * Rotate a token that stays good until its successor is used. This use ends the
	 * tokens it succeeds.
	 */
	synchronized String rotateWithGrace(String value) {
		Grant grant = use(value);
		this.tokens.replaceAll((key, token) -> value.equals(token.successor()) ? token.refusedWith(REVOKED) : token);
		String known = this.tokens.get(value).successor();
		String successor = (known != null) ? known : issue(grant);
		this.tokens.put(value, new RefreshToken(grant, null, successor));
		return successor;
	}

	synchronized void revoke(String value) {
		this.tokens.computeIfPresent(value, (key, token) -> token.refusedWith(REVOKED));
	}

	synchronized void revoke(SimulatedUser user) {
		this.tokens.replaceAll((key, token) -> (token.grant().user() == user) ? token.refusedWith(REVOKED) : token);
	}

	synchronized void end() {
		this.tokens.replaceAll((key, token) -> token.refusedWith(EXPIRED));
	}

	synchronized void clear() {
		this.tokens.clear();
	}

	private record RefreshToken(Grant grant, @Nullable String refusal, @Nullable String successor) {

		RefreshToken refusedWith(String golden) {
			return (this.refusal != null) ? this : new RefreshToken(this.grant, golden, this.successor);
		}

	}

}
