package io.github.spotifygateway.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;

/**
 * Shows the consent page and takes its decision. Bad requests never lead back to the
 * client, they end on a page of Spotify's own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1">RFC 6749, 4.1.1</a>
 */
final class AuthorizeEndpoint implements Endpoint {

	private final RegisteredApp app;

	private final Grants grants;

	private final TokenPolicy policy;

	AuthorizeEndpoint(RegisteredApp app, Grants grants, TokenPolicy policy) {
		this.app = app;
		this.grants = grants;
		this.policy = policy;
	}

	@Override
	public ResponseDefinitionBuilder answer(Request request) {
		boolean decided = RequestMethod.POST.equals(request.getMethod());
		Parameters parameters = decided ? Parameters.ofForm(request) : Parameters.ofQuery(request);
		AuthorizeRequest authorize = new AuthorizeRequest(parameters);
		String refusal = authorize.refusal(this.app);
		if (refusal != null) {
			return Answers.page(400, ConsentPage.refusal(refusal));
		}
		return decided ? decide(authorize, parameters) : Answers.page(200, ConsentPage.of(authorize));
	}

	private ResponseDefinitionBuilder decide(AuthorizeRequest authorize, Parameters form) {
		if (!"agree".equals(form.get("decision"))) {
			return redirect(authorize.redirect("error", "access_denied"));
		}
		SimulatedUser user = SimulatedUser.of(form.get("user"));
		String code = this.grants.codes().issue(user, authorize, this.policy.granted(authorize.scopes()));
		return redirect(authorize.redirect("code", code));
	}

	private ResponseDefinitionBuilder redirect(String location) {
		return Answers.status(302).withHeader("Location", location).withHeader("Cache-Control", "no-store");
	}

}
