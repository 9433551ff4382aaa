package io.github.spotifygateway.simulator;

import java.nio.charset.StandardCharsets;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;

import org.springframework.util.DigestUtils;
import org.springframework.util.StringUtils;

/**
 * The {@code ETag} and {@code Cache-Control} of an answer. What is below {@code /v1/me}
 * has another tag for each user, though it may look the same.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">RFC 9110,
 * 13.1.2</a>
 */
record EntityTag(@Nullable String value, @Nullable String cacheControl) {

	static EntityTag of(String body, Operation operation, Grant grant) {
		Caching caching = operation.caching();
		boolean own = operation.path().text().startsWith("/v1/me") && grant.user() != null;
		String tagged = own ? grant.user().id() + body : body;
		String hash = DigestUtils.md5DigestAsHex(tagged.getBytes(StandardCharsets.UTF_8));
		return new EntityTag(caching.tagged() ? '"' + hash + '"' : null, caching.control());
	}

	ResponseDefinitionBuilder answer(Request request, ResponseDefinitionBuilder full) {
		ResponseDefinitionBuilder answer = isKnownBy(request) ? Answers.status(304) : full;
		if (this.value != null) {
			answer.withHeader("ETag", this.value);
		}
		return (this.cacheControl != null) ? answer.withHeader("Cache-Control", this.cacheControl) : answer;
	}

	private boolean isKnownBy(Request request) {
		String known = request.getHeader("If-None-Match");
		return this.value != null && known != null
				&& StringUtils.commaDelimitedListToSet(known)
					.stream()
					.map((tag) -> tag.strip().replaceFirst("^W/", ""))
					.anyMatch((tag) -> tag.equals(this.value) || "*".equals(tag));
	}

}
