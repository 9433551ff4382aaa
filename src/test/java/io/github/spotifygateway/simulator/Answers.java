package io.github.spotifygateway.simulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

import org.springframework.util.Assert;

/**
 * The kinds of answer both servers give.
 */
final class Answers {

	private static final Pattern STATUS = Pattern.compile("-(\\d{3})");

	private Answers() {
	}

	static ResponseDefinitionBuilder status(int status) {
		return ResponseDefinitionBuilder.responseDefinition().withStatus(status);
	}

	static ResponseDefinitionBuilder body(int status, String contentType, String body) {
		return status(status).withHeader("Content-Type", contentType).withBody(body);
	}

	static ResponseDefinitionBuilder json(int status, String body) {
		return body(status, "application/json; charset=utf-8", body);
	}

	static ResponseDefinitionBuilder page(int status, String html) {
		return body(status, "text/html; charset=utf-8", html).withHeader("Cache-Control", "no-store");
	}

	/**
	 * Answers with a golden error, whose file name carries the status and the type.
	 * @param file such as {@code error-404.json}
	 * @return the answer
	 */
	static ResponseDefinitionBuilder golden(String file) {
		Matcher status = STATUS.matcher(file);
		Assert.isTrue(status.find(), () -> "No status in the name [%s]".formatted(file));
		return body(Integer.parseInt(status.group(1)), contentType(file), GoldenBody.text(file));
	}

	private static String contentType(String file) {
		if (file.endsWith(".json")) {
			return "application/json; charset=utf-8";
		}
		return file.endsWith(".html") ? "text/html" : "text/plain";
	}

}
