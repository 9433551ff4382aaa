package io.github.spotifygateway.simulator;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Form-encoded parameters of a query or a body, each name once and in the order sent.
 */
record Parameters(Map<String, String> values) {

	static Parameters ofQuery(Request request) {
		int start = request.getUrl().indexOf('?');
		return parse((start < 0) ? "" : request.getUrl().substring(start + 1));
	}

	static Parameters ofForm(Request request) {
		return parse(request.getBodyAsString());
	}

	static Parameters parse(String encoded) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String pair : StringUtils.tokenizeToStringArray(encoded, "&")) {
			int equals = pair.indexOf('=');
			String name = (equals < 0) ? pair : pair.substring(0, equals);
			values.put(decode(name), (equals < 0) ? "" : decode(pair.substring(equals + 1)));
		}
		return new Parameters(values);
	}

	private static String decode(String encoded) {
		return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
	}

	static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	@Nullable String get(String name) {
		return this.values.get(name);
	}

	String get(String name, String otherwise) {
		return this.values.getOrDefault(name, otherwise);
	}

}
