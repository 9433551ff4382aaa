package io.github.spotifygateway.login;

import java.net.URI;
import java.time.Clock;

import io.github.spotifygateway.link.Link;
import io.github.spotifygateway.link.LinkOverException;
import io.github.spotifygateway.link.Links;
import io.github.spotifygateway.web.MessagePage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /link}: where somebody gives a grant for a company's user. For everyone who has
 * a link; it is no login, so a session counts for nothing here and none is made.
 */
@RestController
class LinkController {

	private final Links links;

	private final LoginAuthorizationRequestResolver resolver;

	private final CookieAuthorizationRequestRepository authorizationRequests;

	private final LinkCodeCookie codeCookie;

	private final LinkPages pages;

	private final MessagePage messagePage;

	private final Clock clock;

	LinkController(Links links, LoginAuthorizationRequestResolver resolver,
			CookieAuthorizationRequestRepository authorizationRequests, LinkCodeCookie codeCookie, LinkPages pages,
			MessagePage messagePage, Clock clock) {
		this.links = links;
		this.resolver = resolver;
		this.authorizationRequests = authorizationRequests;
		this.codeCookie = codeCookie;
		this.pages = pages;
		this.messagePage = messagePage;
		this.clock = clock;
	}

	/**
	 * {@code GET /link/{secret}}: says whose the grant will be. Changes nothing.
	 * @param secret the link
	 * @param csrfToken proves that the button was pressed on this page
	 * @return the page; 410 when the link is over
	 */
	@GetMapping(path = "/link/{secret}", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<String> page(@PathVariable String secret, CsrfToken csrfToken) {
		return this.pages.link(this.links.open(secret).user(), csrfToken);
	}

	/**
	 * {@code POST /link/{secret}}: on to Spotify, as the button of the page does.
	 * @param secret the link
	 * @param request the request
	 * @param response where the cookie of the way back goes
	 * @return 303 to Spotify; 410 when the link is over
	 */
	@PostMapping("/link/{secret}")
	ResponseEntity<Void> begin(@PathVariable String secret, HttpServletRequest request, HttpServletResponse response) {
		Link link = this.links.open(secret);
		OAuth2AuthorizationRequest authorizationRequest = this.resolver.resolve(request, link);
		this.authorizationRequests.saveAuthorizationRequest(authorizationRequest, request, response);
		return ResponseEntity.status(HttpStatus.SEE_OTHER)
			.location(URI.create(authorizationRequest.getAuthorizationRequestUri()))
			.build();
	}

	/**
	 * {@code GET /link}: the code of the grant that this browser gave.
	 * @param request the request
	 * @return the page; 410 when there is no code, or it is over
	 */
	@GetMapping(path = "/link", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<String> code(HttpServletRequest request) {
		return this.codeCookie.find(request)
			.filter((grant) -> grant.expiresAt().isAfter(this.clock.instant()))
			.map(this.pages::code)
			.orElseThrow(LinkOverException::new);
	}

	@ExceptionHandler(LinkOverException.class)
	ResponseEntity<String> over() {
		LoginFailure failure = LoginFailure.LINK_OVER;
		return ResponseEntity.status(failure.status())
			.contentType(MediaType.TEXT_HTML)
			.body(this.messagePage.render(failure.title(), failure.cause(), failure.remedy()));
	}

}
