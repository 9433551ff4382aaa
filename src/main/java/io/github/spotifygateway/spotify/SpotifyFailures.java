package io.github.spotifygateway.spotify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.spotifygateway.connection.ReauthorizationRequiredException;
import io.github.spotifygateway.connection.TokenEndpointException;
import io.github.spotifygateway.keys.MissingKeyException;
import io.github.spotifygateway.web.HttpProblems;
import io.github.spotifygateway.web.Problem;
import io.github.spotifygateway.web.PublicUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.web.client.RestClientException;

/**
 * What it means for a caller, and what to do about it, when Spotify cannot be asked or
 * does not answer as wanted.
 */
public final class SpotifyFailures {

	private static final long RETRY_SOON = 5;

	private static final String TRY_AGAIN = "Try again a little later.";

	private static final String GET_A_LINK = "With a token that is mapped to the scope link, GET /api/me/connection answers with a linkUrl, which the user opens in a browser.";

	private final PublicUrl publicUrl;

	private final ConsentUrls consentUrls;

	SpotifyFailures(PublicUrl publicUrl, ConsentUrls consentUrls) {
		this.publicUrl = publicUrl;
		this.consentUrls = consentUrls;
	}

	/**
	 * The problem behind an exception.
	 * @param failure what a call to Spotify ended with
	 * @return the problem, unless the failure has nothing to do with Spotify
	 */
	public Optional<Problem> problemOf(Throwable failure) {
		if (failure instanceof SpotifyException ex) {
			return Optional.of(problem(ex));
		}
		if (failure instanceof RestClientException ex) {
			return Optional.of(problem(SpotifyException.of(ex)));
		}
		if (failure instanceof CallerLimitException ex) {
			return Optional.of(callerLimit(ex));
		}
		if (failure instanceof MissingKeyException) {
			return Optional.of(missingKey());
		}
		return Optional.ofNullable(callProblem(failure)).or(() -> Optional.ofNullable(grantProblem(failure)));
	}

	private static @Nullable Problem callProblem(Throwable failure) {
		if (failure instanceof InvalidTargetException ex) {
			return Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "Invalid request")
				.cause(String.valueOf(ex.getMessage()))
				.remedy("Send it as Spotify's reference spells it.");
		}
		if (failure instanceof UnknownOperationException ex) {
			return unknownOperation(ex);
		}
		return (failure instanceof InsufficientTokenScopeException ex) ? insufficientTokenScope(ex) : null;
	}

	private static Problem unknownOperation(UnknownOperationException ex) {
		if (ex.getAllowedMethods().isEmpty()) {
			return Problem.of(HttpStatus.NOT_FOUND, "not-found", "Not found")
				.cause("Spotify's Web API has no such operation.")
				.remedy("GET /api/operations lists them.");
		}
		return HttpProblems.of(HttpStatus.METHOD_NOT_ALLOWED)
			.header(HttpHeaders.ALLOW,
					ex.getAllowedMethods().stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", ")));
	}

	private static Problem insufficientTokenScope(InsufficientTokenScopeException ex) {
		return Problem.of(HttpStatus.FORBIDDEN, "insufficient-token-scope", "Insufficient token scope")
			.cause("The token lacks the scope " + ex.getRequiredScope() + ".")
			.remedy("Make an API token with that scope on the gateway's page, or have a company token that is mapped to it.")
			.header(HttpHeaders.WWW_AUTHENTICATE,
					"Bearer realm=\"spotify-gateway\", error=\"insufficient_scope\", scope=\"" + ex.getRequiredScope()
							+ "\"");
	}

	private @Nullable Problem grantProblem(Throwable failure) {
		if (failure instanceof InsufficientScopeException ex) {
			return insufficientScope(ex.getRequiredScopes());
		}
		if (failure instanceof ReauthorizationRequiredException) {
			return reauthorizationRequired();
		}
		if (failure instanceof ClientAuthorizationRequiredException) {
			return noGrant();
		}
		return (failure instanceof TokenEndpointException ex) ? tokenEndpoint(ex) : null;
	}

	private Problem reauthorizationRequired() {
		String code = "reauthorization-required";
		String title = "Reauthorization required";
		String cause = "Spotify ended the grant: after six months, or because the user removed the app.";
		return isCompanyUser() ? link(code, title, cause) : signIn(code, title, cause,
				"Open loginUrl in a browser and sign in at Spotify; API tokens keep working after that.");
	}

	private Problem noGrant() {
		return isCompanyUser()
				? link("not-linked", "Not linked to Spotify", "This company's user has not linked a Spotify account.")
				: signIn("not-connected", "Not connected to Spotify", "The caller has no grant at Spotify.",
						"Open loginUrl in a browser and sign in at Spotify, then make new API tokens.");
	}

	/**
	 * Not 401: the company's token is good, and another one would not help.
	 */
	private static Problem link(String code, String title, String cause) {
		return Problem.of(HttpStatus.FORBIDDEN, code, title).cause(cause).remedy(GET_A_LINK);
	}

	private static boolean isCompanyUser() {
		return ConsentUrls.isCompanyUser(SecurityContextHolder.getContext().getAuthentication());
	}

	private static Problem callerLimit(CallerLimitException ex) {
		return Problem.of(HttpStatus.TOO_MANY_REQUESTS, "caller-limit", "Caller limit reached")
			.cause("The caller has used up its share of the calls to Spotify.")
			.remedy("Wait as long as Retry-After says; the header RateLimit tells what is left.")
			.retryAfter(ex.getRetryAfter().toSeconds());
	}

	private Problem insufficientScope(List<String> scopes) {
		String lacking = ((scopes.size() == 1) ? "the scope " : "the scopes ") + String.join(", ", scopes);
		return insufficientScope("The grant lacks " + lacking + ".", scopes).with("requiredScopes", scopes);
	}

	private Problem tokenEndpoint(TokenEndpointException ex) {
		Problem problem = switch (ex.getReason()) {
			case UNAVAILABLE ->
				tokenEndpointUnavailable().cause("Spotify's accounts service did not refresh the access token.")
					.remedy(TRY_AGAIN);
			case CLIENT_REFUSED ->
				tokenEndpointUnavailable().cause("Spotify refused the gateway's client id or client secret.")
					.remedy("The operator must check both against Spotify's dashboard; no grant is lost.");
			case GRANT_IN_DOUBT -> grantInDoubt();
		};
		return problem.retryAfter(RETRY_SOON);
	}

	private Problem grantInDoubt() {
		Problem problem = Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "grant-in-doubt", "Grant in doubt")
			.cause("Spotify calls this grant and many others ended, which the gateway does not believe yet.");
		return isCompanyUser() ? problem.remedy(TRY_AGAIN)
				: problem.remedy("Try again later, or open loginUrl in a browser and sign in again.")
					.with("loginUrl", this.publicUrl.loginUrl());
	}

	private static Problem missingKey() {
		return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "encryption-key-missing", "Encryption key missing")
			.cause("This node's key ring lacks the key that encrypted the grant.")
			.remedy("The operator puts the key into this node's key ring and restarts it; no grant is lost.")
			.retryAfter(RETRY_SOON);
	}

	private static Problem tokenEndpointUnavailable() {
		return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "token-endpoint-unavailable", "Token endpoint unavailable");
	}

	private Problem problem(SpotifyException ex) {
		return switch (ex.getError()) {
			case INSUFFICIENT_SCOPE -> insufficientScope("Spotify says the grant lacks a scope.", List.of());
			case USER_NOT_REGISTERED -> Problem.of(HttpStatus.FORBIDDEN, "user-not-registered", "User not registered")
				.cause("The Spotify app is in development mode and this user is not on its list.")
				.remedy("The app's owner adds the user in Spotify's dashboard under User Management.");
			case OWNER_PREMIUM_REQUIRED -> Problem
				.of(HttpStatus.SERVICE_UNAVAILABLE, "owner-premium-required", "Premium of the app's owner lapsed")
				.cause("The owner of the Spotify app has no active Premium subscription.")
				.remedy("The app's owner renews it; Spotify may take a few hours to notice.");
			case FORBIDDEN -> Problem.of(HttpStatus.FORBIDDEN, "spotify-forbidden", "Spotify forbids this")
				.cause("Spotify does not offer this call to this app or this user.")
				.remedy("Check in Spotify's documentation which apps may make this call.");
			case RATE_LIMITED, QUOTA_EXCEEDED -> tooManyRequests(ex);
			case TIMED_OUT -> Problem.of(HttpStatus.GATEWAY_TIMEOUT, "spotify-timeout", "Spotify timed out")
				.cause("Spotify gave no complete answer in time.")
				.remedy(TRY_AGAIN);
			case UNAVAILABLE -> Problem.of(HttpStatus.BAD_GATEWAY, "spotify-unavailable", "Spotify unavailable")
				.cause("Spotify could not be reached or answered with a server error.")
				.remedy(TRY_AGAIN);
			case TOKEN_REFUSED -> Problem.of(HttpStatus.BAD_GATEWAY, "spotify-token-refused", "Token refused")
				.cause("Spotify refused an access token that should be valid.")
				.remedy("Try again; if it stays, sign in again.");
			case REJECTED, INVALID_ANSWER ->
				Problem.of(HttpStatus.BAD_GATEWAY, "upstream-invalid-response", "Unexpected answer from Spotify")
					.cause("Spotify's answer is not what its documentation describes.")
					.remedy("Try again; if it stays, give the operator the requestId.");
		};
	}

	private static Problem tooManyRequests(SpotifyException ex) {
		Duration retryAfter = ex.getRetryAfter();
		boolean quota = ex.getError() == SpotifyError.QUOTA_EXCEEDED;
		return Problem
			.of(HttpStatus.TOO_MANY_REQUESTS, quota ? "spotify-quota-exceeded" : "spotify-rate-limited",
					quota ? "Spotify quota exceeded" : "Spotify rate limit exceeded")
			.cause("Spotify accepts no more of these calls from this app for now.")
			.remedy("Wait as long as Retry-After says: calling earlier prolongs it.")
			.retryAfter((retryAfter != null) ? Math.max(1, retryAfter.toSeconds()) : RETRY_SOON);
	}

	private Problem insufficientScope(String cause, List<String> scopes) {
		Problem problem = Problem.of(HttpStatus.FORBIDDEN, "insufficient-scope", "Insufficient scope").cause(cause);
		return this.consentUrls.of(SecurityContextHolder.getContext().getAuthentication(), scopes)
			.map((url) -> problem.remedy("Open consentUrl in a browser and agree.").with("consentUrl", url))
			.orElseGet(() -> problem.remedy(GET_A_LINK));
	}

	private Problem signIn(String code, String title, String cause, String remedy) {
		return Problem.of(HttpStatus.UNAUTHORIZED, code, title)
			.cause(cause)
			.remedy(remedy)
			.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"spotify-gateway\"")
			.with("loginUrl", this.publicUrl.loginUrl());
	}

}
