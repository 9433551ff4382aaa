package io.github.spotifygateway.simulator;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Who may call an operation with a good token.
 */
final class Admission {

	private final RegisteredApp app;

	Admission(RegisteredApp app) {
		this.app = app;
	}

	/**
	 * Says why a call is refused.
	 * @param operation what is called
	 * @param grant what the token stands for
	 * @return the golden error, or {@code null} if the call is good
	 */
	@Nullable String refusal(Operation operation, Grant grant) {
		if (!this.app.has(operation)) {
			return "error-403-forbidden.json";
		}
		if (operation.token() != Operation.TokenKind.APP && grant.user() == null) {
			return "error-401-valid-user-authentication-required.json";
		}
		List<Scope> missing = operation.scopes().missing(grant);
		if (!missing.isEmpty()) {
			return scopeRefusal(missing);
		}
		return (operation.token() == Operation.TokenKind.PREMIUM && !"premium".equals(grant.user().product()))
				? "error-403-premium-required.json" : null;
	}

	// Spotify dresses this one scope as a problem of the token
	private static String scopeRefusal(List<Scope> missing) {
		return missing.contains(Scope.UGC_IMAGE_UPLOAD) ? "error-401-unauthorized.json"
				: "error-403-insufficient-scope.json";
	}

}
