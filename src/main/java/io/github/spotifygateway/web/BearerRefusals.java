package io.github.spotifygateway.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

import io.github.spotifygateway.web.SecurityEvent.Type;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Refuses tokens that are not good, and calls that a good one does not allow. All ways in
 * that take a token share one, so that their answers are alike and their failures count
 * together.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, The
 * WWW-Authenticate Response Header Field</a>
 */
public final class BearerRefusals implements AccessDeniedHandler {

	private static final String INSUFFICIENT_SCOPE = "Bearer realm=\"spotify-gateway\", error=\"insufficient_scope\"";

	private static final String SCOPE = "SCOPE_";

	/** What sets the one allowance of an address apart from its other one. */
	private static final String UNCHECKED = "unchecked ";

	private final ProblemWriter problemWriter;

	private final PublicUrl publicUrl;

	private final Allowance failures;

	private final ApplicationEventPublisher events;

	/**
	 * Create them.
	 * @param problemWriter writes the answers
	 * @param publicUrl where users sign in
	 * @param failures how often an address may bring a token that is not good
	 * @param events who is told of refusals
	 */
	public BearerRefusals(ProblemWriter problemWriter, PublicUrl publicUrl, Allowance failures,
			ApplicationEventPublisher events) {
		this.problemWriter = problemWriter;
		this.publicUrl = publicUrl;
		this.failures = failures;
		this.events = events;
	}

	/**
	 * Refuse a token, only after a look at it: nobody behind a proxy is locked out by the
	 * failures of someone else there.
	 * @param request the request that brought it
	 * @param response its response
	 * @throws IOException if the answer cannot be written
	 */
	public void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
		OptionalLong retryAfterSeconds = this.failures.use(CallerAddress.of(request));
		SecurityEvent
			.denied(Type.BEARER_REFUSED, retryAfterSeconds.isPresent() ? "too-many-invalid-tokens" : "invalid-token")
			.in(request)
			.publish(this.events);
		this.problemWriter.write(
				retryAfterSeconds.isPresent() ? tooManyInvalidTokens(retryAfterSeconds.getAsLong()) : invalidToken(),
				request, response);
	}

	/**
	 * Put off a token that may be good and cannot be checked yet. An address may do this
	 * as often as it may bring bad ones, and neither uses up the other.
	 * @param unchecked what to say, with a status of its own
	 * @param wait when the token may be checked, at the earliest
	 * @param request the request that brought it
	 * @param response its response
	 * @throws IOException if the answer cannot be written
	 */
	public void putOff(Problem unchecked, Duration wait, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		OptionalLong retryAfterSeconds = this.failures.use(UNCHECKED + CallerAddress.of(request));
		SecurityEvent
			.denied(Type.BEARER_REFUSED, retryAfterSeconds.isPresent() ? "too-many-unchecked-tokens" : "unknown-key")
			.in(request)
			.publish(this.events);
		this.problemWriter.write(
				retryAfterSeconds.isPresent()
						? tooManyUncheckedTokens(Math.max(wait.toSeconds(), retryAfterSeconds.getAsLong())) : unchecked,
				request, response);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		this.problemWriter.write(requiredScope(ex).map(BearerRefusals::insufficientTokenScope)
			.orElseGet(BearerRefusals::sessionRequired), request, response);
	}

	/**
	 * The same answer for every token that is not good, so that it tells nothing about
	 * why.
	 */
	private Problem invalidToken() {
		return Problem.of(HttpStatus.UNAUTHORIZED, "invalid-token", "Invalid token")
			.cause("The Authorization header does not bring exactly one token that is valid.")
			.remedy("Send Authorization: Bearer followed by a token made on the gateway's page, which loginUrl leads to, or by one of your company where the gateway takes those.")
			.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"spotify-gateway\", error=\"invalid_token\"")
			.with("loginUrl", this.publicUrl.loginUrl());
	}

	/**
	 * Instead of {@link #invalidToken}, when too many came from one address.
	 */
	private static Problem tooManyInvalidTokens(long retryAfterSeconds) {
		return Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-invalid-tokens", "Too many invalid tokens")
			.cause("Too many calls with tokens that are not valid came from this address.")
			.remedy("Correct the token; one that is valid is answered at any time.")
			.retryAfter(retryAfterSeconds);
	}

	/**
	 * The same for tokens of which nothing is known.
	 */
	private static Problem tooManyUncheckedTokens(long retryAfterSeconds) {
		return Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-unchecked-tokens", "Too many unchecked tokens")
			.cause("Too many calls with tokens that the gateway cannot check yet came from this address.")
			.remedy("Try again as soon as Retry-After says; a token whose key is known is answered at any time.")
			.retryAfter(retryAfterSeconds);
	}

	private static Optional<String> requiredScope(AccessDeniedException ex) {
		return (ex instanceof AuthorizationDeniedException denied
				&& denied.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision)
						? decision.getAuthorities()
							.stream()
							.map(GrantedAuthority::getAuthority)
							.filter((authority) -> authority != null && authority.startsWith(SCOPE))
							.map((authority) -> authority.substring(SCOPE.length()))
							.findFirst()
						: Optional.empty();
	}

	private static Problem insufficientTokenScope(String required) {
		return Problem.of(HttpStatus.FORBIDDEN, "insufficient-token-scope", "Insufficient token scope")
			.cause("The token lacks the scope " + required + ".")
			.remedy("Make an API token with this scope on the gateway's page, or have a company token that is mapped to it.")
			.header(HttpHeaders.WWW_AUTHENTICATE, INSUFFICIENT_SCOPE + ", scope=\"" + required + "\"")
			.with("requiredTokenScope", required);
	}

	private static Problem sessionRequired() {
		return Problem.of(HttpStatus.FORBIDDEN, "session-required", "Session required")
			.cause("A token does not allow this; only a signed-in browser may do it.")
			.remedy("Do it on the gateway's page.")
			.header(HttpHeaders.WWW_AUTHENTICATE, INSUFFICIENT_SCOPE);
	}

}
