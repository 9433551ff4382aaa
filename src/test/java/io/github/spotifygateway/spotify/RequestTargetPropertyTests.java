package io.github.spotifygateway.spotify;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is true of every target that is not refused, whatever the caller made up.
 */
class RequestTargetPropertyTests {

	private static final List<String> API_URLS = List.of("https://api.spotify.com", "http://127.0.0.1:8081/spotify");

	@Property
	void acceptedPathHasOneSpelling(@ForAll("paths") String path) {
		accepted(path, null).ifPresent((target) -> {
			assertThat(target.path()).isEqualTo(path);
			assertThat(segments(path))
				.allSatisfy((segment) -> assertThat(encode(URLDecoder.decode(segment, StandardCharsets.UTF_8)))
					.isEqualTo(segment));
		});
	}

	@Property
	void acceptedPathHasNoSegmentWithAMeaning(@ForAll("paths") String path) {
		accepted(path, null).ifPresent((target) -> assertThat(segments(target.path()))
			.map((segment) -> URLDecoder.decode(segment, StandardCharsets.UTF_8))
			.isNotEmpty()
			.allSatisfy((segment) -> {
				assertThat(segment).isNotEmpty().isNotIn(".", "..").doesNotContain("/", "\\", ";", "?", "#", "%");
				assertThat(segment.chars()).noneMatch(Character::isISOControl);
			}));
	}

	@Property
	void acceptedTargetIsSentAsItCame(@ForAll("paths") String path, @ForAll("queries") @Nullable String query) {
		accepted(path, query).ifPresent((target) -> {
			assertThat(target).hasToString((query != null) ? path + "?" + query : path);
			assertThat(API_URLS).allSatisfy((apiUrl) -> {
				URI base = URI.create(apiUrl);
				URI uri = URI.create(apiUrl + target);
				assertThat(uri.getScheme()).isEqualTo(base.getScheme());
				assertThat(uri.getRawAuthority()).isEqualTo(base.getRawAuthority());
				assertThat(uri.getHost()).isEqualTo(base.getHost());
				assertThat(uri.getPort()).isEqualTo(base.getPort());
				assertThat(uri.getRawPath()).isEqualTo(base.getRawPath() + path);
				assertThat(uri.getRawQuery()).isEqualTo(query);
				assertThat(uri.getRawFragment()).isNull();
				assertThat(new HttpGet(uri).getRequestUri()).isEqualTo(base.getRawPath() + target);
			});
		});
	}

	@Property
	void nothingButRefusalHappens(@ForAll String path, @ForAll @Nullable String query) {
		accepted(path, query);
		accepted("/v1/" + path, query);
		accepted("/v1/me", query);
	}

	@Property
	void everyNameCanBeSaid(@ForAll("names") String name) {
		assertThat(accepted("/v1/users/" + encode(name), null)).isPresent();
	}

	@Provide
	Arbitrary<String> paths() {
		Arbitrary<String> good = Arbitraries.of("/", "a", "me", ".", "..", "...", "~", "-", "_", "%C2%A0", "%E2%80%A8",
				"%C3%BC", "%F0%9F%98%80", "%EF%BC%8F", "%EF%BF%BF", "%40", "%20", "%3A", "%C2%85");
		Arbitrary<String> bad = Arbitraries.of("%2e", "%2E", "%2F", "%2f", "%5C", "%25", "%00", "%0D%0A", "%7F",
				"%c3%bc", "%ED%A0%80", "%ED%B0%80", "%C0%AF", "%F4%90%80%80", "%3B", "%23", "%3F", "%61", "%", "%4",
				"%zz", ";", ";a=b", "\\", ":", "@", "?", "#", "\u00fc", "\uff0f", "\u0000", "\r\n", " ", "+",
				"//evil.example", "http:");
		Arbitrary<String> any = Arbitraries.oneOf(good, good, bad, Arbitraries.strings().ofMaxLength(3), hexOctets());
		return Arbitraries.oneOf(good.list().ofMaxSize(8), any.list().ofMaxSize(8))
			.map((pieces) -> "/v1/" + String.join("", pieces));
	}

	@Provide
	Arbitrary<@Nullable String> queries() {
		return Arbitraries
			.oneOf(Arbitraries.of("a=b", "&", "=", "?", "/", "//", "..", ":", "@", "%0d%0a", "%zz", "%", "#", "+", "[",
					"\u00fc", " ", "access_token", "access_token=x", "http://evil.example"),
					Arbitraries.strings().ascii().ofMaxLength(3), hexOctets())
			.list()
			.ofMaxSize(6)
			.map((list) -> String.join("", list))
			.injectNull(0.1);
	}

	@Provide
	Arbitrary<String> names() {
		return Arbitraries.strings()
			.withCharRange('\u00a1', '\ud7ff')
			.withChars(' ', '@', ':', '+', '&', 'a', '.', '-')
			.ofMinLength(1)
			.ofMaxLength(20)
			.filter((name) -> !name.matches("\\.{1,2}"));
	}

	private static Arbitrary<String> hexOctets() {
		return Arbitraries.integers()
			.between(0, 255)
			.map("%%%02X"::formatted)
			.list()
			.ofMaxSize(4)
			.map((list) -> String.join("", list));
	}

	private static Optional<RequestTarget> accepted(String path, @Nullable String query) {
		try {
			return Optional.of(RequestTarget.of(path, query));
		}
		catch (InvalidTargetException ex) {
			return Optional.empty();
		}
	}

	private static List<String> segments(String path) {
		return List.of(path.substring(1).split("/", -1));
	}

	private static String encode(String segment) {
		StringBuilder encoded = new StringBuilder();
		for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
			boolean unreserved = String.valueOf((char) (b & 0xff)).matches("[A-Za-z0-9._~-]");
			encoded.append(unreserved ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xff));
		}
		return encoded.toString();
	}

}
