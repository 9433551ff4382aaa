package io.github.spotifygateway.login;

import io.github.spotifygateway.web.PublicUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a page must know before it can do anything: whether its user is signed in. For
 * everyone.
 */
@RestController
class SessionController {

	private final PublicUrl publicUrl;

	SessionController(PublicUrl publicUrl) {
		this.publicUrl = publicUrl;
	}

	/**
	 * {@code GET /api/session}. The answer also sets the CSRF cookie.
	 * @param authentication the signed-in user, or {@code null}
	 * @return whether a user is signed in, and where to do so
	 */
	@GetMapping("/api/session")
	Session session(@Nullable Authentication authentication) {
		return new Session(authentication != null, this.publicUrl.loginUrl());
	}

	/**
	 * The answer.
	 *
	 * @param signedIn whether a user is signed in
	 * @param loginUrl where to sign in
	 */
	record Session(boolean signedIn, String loginUrl) {
	}

}
