package io.github.spotifygateway.access;

import java.time.Duration;
import java.util.function.Supplier;

import io.github.spotifygateway.web.Allowance;

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
	 * Use it for one token. A token that does not come about does not count.
	 * @param authentication the signed-in user
	 * @param minting makes the token
	 * @return what the minting returns
	 * @throws RecentLoginRequiredException if the user signed in earlier
	 * @throws TooOftenException if the user made too many tokens lately
	 */
	<T> T use(Authentication authentication, Supplier<T> minting) {
		if (!this.recentLogin.authorize(() -> authentication, this).isGranted()) {
			throw new RecentLoginRequiredException();
		}
		// counted before, so that many at the same time do not make more of them
		this.newTokens.require(authentication.getName());
		try {
			return minting.get();
		}
		catch (RuntimeException ex) {
			this.newTokens.giveBack(authentication.getName());
			throw ex;
		}
	}

}
