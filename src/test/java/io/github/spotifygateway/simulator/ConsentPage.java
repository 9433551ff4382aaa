package io.github.spotifygateway.simulator;

import java.util.stream.Collectors;

import org.springframework.web.util.HtmlUtils;

/**
 * The pages a person meets at {@code /authorize}. They ask each time, while Spotify skips
 * a consent that was given before unless {@code show_dialog} is set.
 */
final class ConsentPage {

	private ConsentPage() {
	}

	static String of(AuthorizeRequest authorize) {
		return GoldenBody.text("consent.html")
			.replace("{{scopes}}", scopes(authorize))
			.replace("{{parameters}}", hiddenInputs(authorize.parameters()));
	}

	static String refusal(String text) {
		return GoldenBody.text("refusal.html").replace("{{text}}", HtmlUtils.htmlEscape(text));
	}

	private static String scopes(AuthorizeRequest authorize) {
		if (authorize.scopes().isEmpty()) {
			return "<li>See your public profile</li>";
		}
		return authorize.scopes()
			.stream()
			.map(Scope::of)
			.map((scope) -> "<li>%s <code>%s</code></li>".formatted(scope.meaning(), scope.value()))
			.collect(Collectors.joining("\n"));
	}

	private static String hiddenInputs(Parameters parameters) {
		return parameters.values()
			.entrySet()
			.stream()
			.map((entry) -> hiddenInput(entry.getKey(), entry.getValue()))
			.collect(Collectors.joining("\n"));
	}

	private static String hiddenInput(String name, String value) {
		return "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(HtmlUtils.htmlEscape(name, "UTF-8"),
				HtmlUtils.htmlEscape(value, "UTF-8"));
	}

}
