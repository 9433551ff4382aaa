package io.github.spotifygateway.access;

import java.io.IOException;
import java.util.Optional;

import io.github.spotifygateway.web.Problem;
import io.github.spotifygateway.web.ProblemWriter;
import io.github.spotifygateway.web.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Refuses API tokens that are not good, and calls that a good one does not allow.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, The
 * WWW-Authenticate Response Header Field</a>
 */
final class AccessProblems implements AccessDeniedHandler {

	private static final String INSUFFICIENT_SCOPE = "Bearer realm=\"spotify-gateway\", error=\"insufficient_scope\"";

	private final ProblemWriter problemWriter;

	private final PublicUrl publicUrl;

	AccessProblems(ProblemWriter problemWriter, PublicUrl publicUrl) {
		this.problemWriter = problemWriter;
		this.publicUrl = publicUrl;
	}

	/**
	 * The same answer for every token that is not good, so that it tells nothing about
	 * why.
	 */
	void invalidToken(HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.problemWriter.write(Problem.of(HttpStatus.UNAUTHORIZED, "invalid-token", "Invalid token")
			.cause("The Authorization header does not bring exactly one API token that is valid.")
			.remedy("Send Authorization: Bearer followed by a token made on the gateway's page, which loginUrl leads to.")
			.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"spotify-gateway\", error=\"invalid_token\"")
			.with("loginUrl", this.publicUrl.loginUrl()), request, response);
	}

	/**
	 * Instead of {@link #invalidToken}, when too many came from one address.
	 */
	void tooManyInvalidTokens(HttpServletRequest request, HttpServletResponse response, long retryAfterSeconds)
			throws IOException {
		this.problemWriter
			.write(Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-invalid-tokens", "Too many invalid tokens")
				.cause("Too many calls with API tokens that are not valid came from this address.")
				.remedy("Correct the token; one that is valid is answered at any time.")
				.retryAfter(retryAfterSeconds), request, response);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		this.problemWriter.write(requiredScope(ex).map(AccessProblems::insufficientTokenScope)
			.orElseGet(AccessProblems::sessionRequired), request, response);
	}

	private static Optional<ApiTokenScope> requiredScope(AccessDeniedException ex) {
		return (ex instanceof AuthorizationDeniedException denied
				&& denied.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision)
						? decision.getAuthorities()
							.stream()
							.flatMap((one) -> ApiTokenScope.of(one).stream())
							.findFirst()
						: Optional.empty();
	}

	private static Problem insufficientTokenScope(ApiTokenScope required) {
		return Problem.of(HttpStatus.FORBIDDEN, "insufficient-token-scope", "Insufficient token scope")
			.cause("The API token lacks the scope " + required + ".")
			.remedy("Make a token with this scope on the gateway's page.")
			.header(HttpHeaders.WWW_AUTHENTICATE, INSUFFICIENT_SCOPE + ", scope=\"" + required + "\"")
			.with("requiredTokenScope", required);
	}

	private static Problem sessionRequired() {
		return Problem.of(HttpStatus.FORBIDDEN, "session-required", "Session required")
			.cause("An API token does not allow this; only a signed-in browser may do it.")
			.remedy("Do it on the gateway's page.")
			.header(HttpHeaders.WWW_AUTHENTICATE, INSUFFICIENT_SCOPE);
	}

}
