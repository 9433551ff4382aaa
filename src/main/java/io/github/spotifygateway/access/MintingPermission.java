package io.github.spotifygateway.access;

import java.time.Duration;

import org.springframework.security.authorization.AllRequiredFactorsAuthorizationManager;
import org.springframework.security.core.Authentication;

/**
 * What a signed-in user needs to make an API token: a login within the last ten minutes,
 * because a stolen session shall not be enough to make a key that outlives it, and not
 * too many tokens made lately.
 */
final class MintingPermission {

	private static final Duration RECENT = Duration.ofMinutes(10);

	private final AllRequiredFactorsAuthorizationManager<Object> recentLogin = AllRequiredFactorsAuthorizationManager
		.builder()
		.requireFactor((factor) -> factor.authorizationCodeAuthority().validDuration(RECENT))
		.build();

	private final Allowance newTokens;

	MintingPermission(Allowance newTokens) {
		this.newTokens = newTokens;
	}

	/**
	 * Use it for one token.
	 * @throws RecentLoginRequiredException if the user signed in earlier
	 * @throws TooOftenException if the user made too many tokens lately
	 */
	void use(Authentication authentication) {
		if (!this.recentLogin.authorize(() -> authentication, this).isGranted()) {
			throw new RecentLoginRequiredException();
		}
		this.newTokens.require(authentication.getName());
	}

}
