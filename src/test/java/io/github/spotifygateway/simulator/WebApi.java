package io.github.spotifygateway.simulator;

import java.util.List;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import org.jspecify.annotations.Nullable;

/**
 * The simulated {@code api.spotify.com}: finds the operation, then checks token and
 * scopes. Since July 2026 the message of a 401 no longer tells why, only
 * {@code WWW-Authenticate} does.
 */
final class WebApi implements Endpoint {

	private static final String BEARER = "Bearer ";

	private final AccessTokens accessTokens;

	private final Admission admission;

	private final OperationAnswers answers;

	private final Endpoint coverImages = new CoverImages();

	WebApi(AccessTokens accessTokens, Admission admission, OperationAnswers answers) {
		this.accessTokens = accessTokens;
		this.admission = admission;
		this.answers = answers;
	}

	@Override
	public ResponseDefinitionBuilder answer(Request request) {
		ResponseDefinitionBuilder answer = CoverImages.areAskedBy(request) ? this.coverImages.answer(request)
				: operate(request);
		return answer.withHeader("Access-Control-Allow-Origin", "*")
			.withHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS, PUT, DELETE, PATCH")
			.withHeader("Set-Cookie", "sp_sim=SIMCOOKIE; Path=/; Secure; HttpOnly");
	}

	private ResponseDefinitionBuilder operate(Request request) {
		List<Operation> operations = Operations.at(Endpoint.path(request));
		if (operations.isEmpty()) {
			return Answers.golden("error-404.json");
		}
		Operation operation = operation(operations, request);
		if (operation == null) {
			return Answers.golden("error-405.json");
		}
		return isOfUnknownLength(request) ? Answers.golden("error-411.html") : authorize(operation, request);
	}

	private static @Nullable Operation operation(List<Operation> operations, Request request) {
		RequestMethod method = request.getMethod();
		String name = RequestMethod.HEAD.equals(method) ? "GET" : method.getName();
		return operations.stream().filter((operation) -> operation.method().equals(name)).findFirst().orElse(null);
	}

	private static boolean isOfUnknownLength(Request request) {
		boolean carriesBody = request.getMethod().isOneOf(RequestMethod.POST, RequestMethod.PUT);
		return carriesBody && request.getHeader("Content-Length") == null
				&& request.getHeader("Transfer-Encoding") == null;
	}

	private ResponseDefinitionBuilder authorize(Operation operation, Request request) {
		String authorization = request.getHeader("Authorization");
		if (authorization == null || !authorization.startsWith(BEARER)) {
			return unauthorized("missing_token", "No access token");
		}
		Grant grant = this.accessTokens.find(authorization.substring(BEARER.length()));
		if (grant == null) {
			return unauthorized("invalid_token", "Invalid or expired access token");
		}
		String refusal = this.admission.refusal(operation, grant);
		return (refusal != null) ? Answers.golden(refusal) : this.answers.answer(operation, request, grant);
	}

	private static ResponseDefinitionBuilder unauthorized(String error, String description) {
		String challenge = "Bearer realm=\"spotify\", error=\"%s\", error_description=\"%s\"";
		return Answers.golden("error-401.json").withHeader("WWW-Authenticate", challenge.formatted(error, description));
	}

}
