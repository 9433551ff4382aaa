package io.github.spotifygateway.forwardauth;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.spotifygateway.forwardauth.ForwardAuthProperties.CallerKind;
import io.github.spotifygateway.web.AcceptedCredentials;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.Authentication;

/**
 * The ways in by which callers come, and those of them that are good enough here.
 */
final class CallerKinds {

	private final List<AcceptedCredentials> credentials;

	private final Set<String> letIn;

	CallerKinds(List<AcceptedCredentials> credentials, Set<CallerKind> letIn) {
		this.credentials = List.copyOf(credentials);
		this.letIn = letIn.stream().map(CallerKind::toString).collect(Collectors.toSet());
	}

	/**
	 * Tell how a caller came in.
	 * @return the word for it, which is one of those that are let in
	 * @throws ForbiddenRequestException if it is another one
	 */
	String require(Authentication caller, HttpServletRequest request) {
		String kind = kind(caller, request);
		if (!this.letIn.contains(kind)) {
			throw new ForbiddenRequestException("caller-not-let-in");
		}
		return kind;
	}

	private String kind(Authentication caller, HttpServletRequest request) {
		return this.credentials.stream()
			.filter((credential) -> credential.name(request, caller) != null)
			.findFirst()
			.map(AcceptedCredentials::kind)
			.orElse(Verdict.isSession(caller) ? CallerKind.SESSION.toString() : "");
	}

}
