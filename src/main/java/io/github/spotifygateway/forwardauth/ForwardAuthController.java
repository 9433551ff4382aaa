package io.github.spotifygateway.forwardauth;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.spotifygateway.connection.ReauthorizationRequiredException;
import io.github.spotifygateway.spotify.InsufficientScopeException;
import io.github.spotifygateway.web.HttpProblems;
import io.github.spotifygateway.web.Peer;
import io.github.spotifygateway.web.Problem;
import io.github.spotifygateway.web.SecurityEvent;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * What a company's gateway asks before it serves a request: nginx with
 * {@code auth_request}, Traefik with {@code forwardAuth}, Caddy with
 * {@code forward_auth}. For a session, an API token and a company's JWT alike; a wrong
 * token is refused whatever cookie comes along.
 */
@RestController
class ForwardAuthController {

	static final String PATH = "/auth/verify";

	private static final String SCOPE = "SCOPE_";

	private final Verdict verdict;

	private final HandedOutToken handedOutToken;

	private final CallerKinds callerKinds;

	private final ApplicationEventPublisher events;

	ForwardAuthController(Verdict verdict, HandedOutToken handedOutToken, CallerKinds callerKinds,
			ApplicationEventPublisher events) {
		this.verdict = verdict;
		this.handedOutToken = handedOutToken;
		this.callerKinds = callerKinds;
		this.events = events;
	}

	/**
	 * {@code GET /auth/verify}, asked by a trusted proxy with the cookies and headers of
	 * a request, which it names in {@code X-Original-Method} and {@code X-Original-URI},
	 * or in {@code X-Forwarded-Method} and {@code X-Forwarded-Uri}; not in both. 204: it
	 * may be served. 401: nobody is known, the proxy is not trusted, or does not say
	 * which request it means. 403: it is not for this caller. 503: the database is away.
	 * @param caller the caller
	 * @param request the proxy's question
	 * @return who is calling, in headers that are always there
	 */
	@GetMapping(PATH)
	ResponseEntity<?> verify(Authentication caller, HttpServletRequest request) {
		Optional<OriginalRequest> original = OriginalRequest.of(request);
		if (!Peer.isTrusted(request)) {
			return unauthorized("peer-not-trusted", "Only proxies are answered here, and the peer is none.",
					"List it in spotify-gateway.trusted-proxies.", request);
		}
		if (original.isEmpty()) {
			return unauthorized("request-not-named", "The proxy does not say plainly which request it asks about.",
					"Let it send X-Original-Method and X-Original-URI, or X-Forwarded-Method and X-Forwarded-Uri, not both.",
					request);
		}
		if (this.handedOutToken.isRefused(request)) {
			return unauthorized("credential-not-right", "The Gateway-Credential is not the one that is configured.",
					"Send that of spotify-gateway.forward-auth.credential, or none.", request);
		}
		String kind = this.callerKinds.require(caller, request);
		this.verdict.require(caller, original.get(), request);
		boolean withToken = this.verdict.mayGoWithSpotifyToken(caller, original.get());
		return ResponseEntity.noContent()
			.cacheControl(CacheControl.noStore())
			.header("Gateway-Principal", UriUtils.encode(caller.getName(), StandardCharsets.UTF_8))
			.header("Gateway-Caller", kind)
			.header("Gateway-Scopes", scopes(caller))
			.header("Gateway-Spotify-Token", withToken ? this.handedOutToken.of(caller, request) : "")
			.build();
	}

	/**
	 * Refuse a request. Why is for the record, not for whoever made it.
	 */
	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handle(ForbiddenRequestException ex, HttpServletRequest request) {
		return forbidden(ex.getReason(), request);
	}

	/**
	 * Refuse a change that may be a forgery. What is missing is for the author of the
	 * page, or for the operator whose proxy keeps it back.
	 */
	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handle(SameOriginRequiredException ex, HttpServletRequest request) {
		tellOfRefusal(ex.getReason(), request);
		return Problem.of(HttpStatus.FORBIDDEN, ex.getReason(), "Same origin required")
			.cause("A session wants to change something, and the browser does not say that a page of the gateway's origin asks for it.")
			.remedy("Send the request from such a page, and let the proxy pass Sec-Fetch-Site and Origin on; or bring an API token and no cookies.")
			.toResponse(request);
	}

	@ExceptionHandler({ InsufficientScopeException.class, ClientAuthorizationRequiredException.class,
			ReauthorizationRequiredException.class })
	ResponseEntity<Map<String, Object>> grantIsNotEnough(HttpServletRequest request) {
		return forbidden("insufficient-scope", request);
	}

	private ResponseEntity<Map<String, Object>> forbidden(String reason, HttpServletRequest request) {
		tellOfRefusal(reason, request);
		return HttpProblems.of(HttpStatus.FORBIDDEN).toResponse(request);
	}

	private void tellOfRefusal(String reason, HttpServletRequest request) {
		SecurityEvent.denied(SecurityEvent.Type.ACCESS_DENIED, reason)
			.by(Objects.requireNonNull(request.getUserPrincipal()).getName())
			.publish(this.events);
	}

	private static ResponseEntity<Map<String, Object>> unauthorized(String code, String cause, String remedy,
			HttpServletRequest request) {
		return Problem.of(HttpStatus.UNAUTHORIZED, code, "No verdict").cause(cause).remedy(remedy).toResponse(request);
	}

	private static String scopes(Authentication caller) {
		return caller.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.filter((authority) -> authority != null && authority.startsWith(SCOPE))
			.map((authority) -> authority.substring(SCOPE.length()))
			.filter((scope) -> !Verdict.isSession(caller) && scope.matches("[a-z-]{1,40}"))
			.sorted()
			.collect(Collectors.joining(" "));
	}

}
