package io.github.spotifygateway.web;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * Says of credentials that once let a caller in whether they still do. Each way in has
 * one; answers that last ask it again and again.
 */
public interface AcceptedCredentials {

	/**
	 * Name the way in.
	 * @return a word for those who are told about callers
	 */
	default String kind() {
		return "bearer";
	}

	/**
	 * Name the credential of a request.
	 * @param request the request
	 * @param authentication who made it
	 * @return a name that is no secret; {@code null} if it came another way in
	 */
	@Nullable String name(HttpServletRequest request, Authentication authentication);

	/**
	 * Tell which of some credentials are good.
	 * @param names their names
	 * @return those that would let a caller in now
	 */
	Set<String> stillGood(Set<String> names);

}
