package io.github.spotifygateway.access;

import java.time.Duration;

import org.springframework.security.authorization.AllRequiredFactorsAuthorizationManager;
import org.springframework.security.core.Authentication;

/**
 * What a signed-in user must have for making tokens: a login within the last ten minutes.
 * A stolen session is not enough to make a key that outlives it.
 */
final class RecentLogin {

	private static final Duration RECENT = Duration.ofMinutes(10);

	private final AllRequiredFactorsAuthorizationManager<Object> manager = AllRequiredFactorsAuthorizationManager
		.builder()
		.requireFactor((factor) -> factor.authorizationCodeAuthority().validDuration(RECENT))
		.build();

	/**
	 * Require it.
	 * @throws RecentLoginRequiredException if the user signed in earlier
	 */
	void require(Authentication authentication) {
		if (!this.manager.authorize(() -> authentication, this).isGranted()) {
			throw new RecentLoginRequiredException();
		}
	}

}
