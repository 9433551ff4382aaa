package io.github.spotifygateway.relay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Links in answers of the Web API.
 */
class LinkRewriterTests {

	private static final String FROM = "https://api.spotify.com/v1";

	private static final String TO = "http://127.0.0.1:8080/v1";

	@ParameterizedTest
	@ValueSource(strings = { "href", "next", "previous", "track_href", "analysis_url" })
	void linkBecomesOneToTheGateway(String name) throws IOException {
		assertThat(rewrite("{\"" + name + "\":\"" + FROM + "/albums/a\"}"))
			.isEqualTo("{\"" + name + "\":\"" + TO + "/albums/a\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/me", "?a=b", "/me/tracks?offset=1&limit=2", "/me#x" })
	void linkGoesAsFarAsTheVersion(String rest) throws IOException {
		assertThat(rewrite("{\"href\":\"" + FROM + rest + "\"}")).isEqualTo("{\"href\":\"" + TO + rest + "\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://api.spotify.com/v10", "https://api.spotify.com/v1x/me",
			"https://api.spotify.com/v1#x", "https://api.spotify.com/v", "https://api.spotify.com/v2/me",
			"https://api.spotify.com.evil.example/v1/me", "https://api.spotify.com@evil.example/v1/me",
			"http://api.spotify.com/v1/me", "HTTPS://api.spotify.com/v1/me", " https://api.spotify.com/v1/me",
			"https://open.spotify.com/v1", "", "h", "spotify:track:x", "\\uD83D\\uDE00", "\\\"" })
	void otherValueStays(String value) throws IOException {
		String json = "{\"href\":\"" + value + "\"}";
		assertThat(rewrite(json)).isEqualTo(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "url", "Href", "hrefs", "href ", "xhref", "preview_url", "analysis_urls", "track_hrefs",
			"", "\u00fchref", "href\\u0000", "\\nhref" })
	void memberWithAnotherNameStays(String name) throws IOException {
		String json = "{\"" + name + "\":\"" + FROM + "/me\"}";
		assertThat(rewrite(json)).isEqualTo(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[\"href\",\"%s/me\"]", "{\"href\":[\"%s/me\"]}", "{\"href\":{\"a\":\"%s/me\"}}",
			"{\"a\":\"href\",\"b\":\"%s/me\"}", "{\"href\":null,\"a\":\"%s/me\"}", "\"%s/me\"", "[\"%s/me\"]",
			"{\"%s/me\":\"href\"}", "{\"a\":\"\\\"href\\\":\\\"%s/me\\\"\"}" })
	void linkElsewhereStays(String template) throws IOException {
		String json = template.formatted(FROM);
		assertThat(rewrite(json)).isEqualTo(json);
	}

	@Test
	void spellingOfNameAndLinkDoesNotMatter() throws IOException {
		assertThat(rewrite("{ \"\\u0068r\\u0065f\"\r\n\t:\n \"https:\\/\\/api.spotify.com\\u002Fv1\\/me\\/x\" }"))
			.isEqualTo("{ \"\\u0068r\\u0065f\"\r\n\t:\n \"" + TO + "/me\\/x\" }");
	}

	@Test
	void documentThatBreaksOffIsPassedAsFarAsItGoes() throws IOException {
		String json = "{\"href\":\"https://api.spo";
		assertThat(rewrite(json)).isEqualTo(json);
	}

	private static String rewrite(String json) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		new LinkRewriter(FROM, TO, out).rewrite(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
		return out.toString(StandardCharsets.UTF_8);
	}

}
