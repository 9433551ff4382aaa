package io.github.spotifygateway.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The codes on their way through a browser. A code is gone with the first attempt to
 * redeem it, even if that attempt is refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3">RFC 6749, 4.1.3</a>
 */
final class AuthorizationCodes {

	private static final Duration LIFETIME = Duration.ofMinutes(1);

	private final Map<String, AuthorizationCode> codes = new ConcurrentHashMap<>();

	private final InstantSource time;

	AuthorizationCodes(InstantSource time) {
		this.time = time;
	}

	String issue(SimulatedUser user, AuthorizeRequest authorize, List<String> scopes) {
		String code = Sentinel.CODE.next();
		Grant grant = new Grant(user, scopes, this.time.instant());
		this.codes.put(code, new AuthorizationCode(grant, authorize.redirectUri(), authorize.codeChallenge()));
		return code;
	}

	Grant redeem(String value, @Nullable String redirectUri, @Nullable String codeVerifier) {
		AuthorizationCode code = this.codes.remove(value);
		if (code == null) {
			throw new TokenRefusal("token-400-invalid-authorization-code.json");
		}
		if (code.isExpired(this.time.instant())) {
			throw new TokenRefusal("token-400-authorization-code-expired.json");
		}
		if (!code.redirectUri().equals(redirectUri)) {
			throw new TokenRefusal("token-400-invalid-redirect-uri.json");
		}
		if (!CodeChallenge.isMetBy(code.codeChallenge(), codeVerifier)) {
			throw new TokenRefusal("token-400-code-verifier-incorrect.json");
		}
		return code.grant();
	}

	void clear() {
		this.codes.clear();
	}

	private record AuthorizationCode(Grant grant, String redirectUri, @Nullable String codeChallenge) {

		boolean isExpired(Instant now) {
			return now.isAfter(this.grant.authorizedAt().plus(LIFETIME));
		}

	}

}
