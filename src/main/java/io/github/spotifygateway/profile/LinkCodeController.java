package io.github.spotifygateway.profile;

import java.util.Map;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.link.CompanyCaller;
import io.github.spotifygateway.link.Links;
import io.github.spotifygateway.link.WrongLinkCodeException;
import io.github.spotifygateway.profile.ConnectionController.Grant;
import io.github.spotifygateway.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /api/me/connection}: how a company's user takes the grant that somebody
 * gave over a link of this user.
 */
@RestController
class LinkCodeController {

	private final Connections connections;

	private final Links links;

	LinkCodeController(Connections connections, Links links) {
		this.connections = connections;
		this.links = links;
	}

	/**
	 * {@code POST /api/me/connection}. For a company's user whose token has the scope
	 * {@code link} only; five codes may be tried for a grant, which waits ten minutes.
	 * @param shown the code that the browser shows in which the grant was given
	 * @param caller the caller
	 * @return the grant, which is the caller's now
	 */
	@PostMapping("/api/me/connection")
	Grant confirm(@Valid @RequestBody ShownCode shown, Authentication caller) {
		if (!(caller instanceof CompanyCaller company)) {
			throw new AccessDeniedException("Only a company's user takes a grant by a code");
		}
		this.links.confirm(company.user(), shown.code());
		return Grant.of(this.connections.require(company.getName()), null);
	}

	@ExceptionHandler(AccessDeniedException.class)
	ResponseEntity<Map<String, Object>> noCompanyUser(HttpServletRequest request) {
		return Problem.of(HttpStatus.FORBIDDEN, "company-token-required", "Company token required")
			.cause("Only a company's user takes a grant by a code.")
			.remedy("Send the company's token, or sign in at Spotify on the gateway's page.")
			.toResponse(request);
	}

	@ExceptionHandler(WrongLinkCodeException.class)
	ResponseEntity<Map<String, Object>> wrongCode(HttpServletRequest request) {
		return Problem.of(HttpStatus.BAD_REQUEST, "wrong-link-code", "Wrong code")
			.cause("No grant waits for this user and this code: it is mistyped, another user's, older than ten minutes, or five were tried.")
			.remedy("Compare it with the browser's, or begin anew: GET /api/me/connection answers with a linkUrl.")
			.toResponse(request);
	}

	/**
	 * The request.
	 *
	 * @param code what the browser shows, in any case, with or without its hyphen
	 */
	record ShownCode(@NotNull @Size(max = 20) String code) {

		@Override
		public String toString() {
			return "ShownCode[…]";
		}

	}

}
