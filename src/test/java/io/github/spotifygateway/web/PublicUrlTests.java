package io.github.spotifygateway.web;

import java.net.URI;

import io.github.spotifygateway.startup.StartupFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which addresses a {@link PublicUrl} takes and what it makes of them.
 */
class PublicUrlTests {

	@ParameterizedTest
	@CsvSource({ "http://127.0.0.1:8080,http://127.0.0.1:8080/login/oauth2/code/spotify",
			"http://127.0.0.1,http://127.0.0.1/login/oauth2/code/spotify",
			"http://[::1]:8080/,http://[::1]:8080/login/oauth2/code/spotify",
			"https://music.example,https://music.example/login/oauth2/code/spotify",
			"https://api.example:8443/music/,https://api.example:8443/music/login/oauth2/code/spotify" })
	void redirectUriIsTheAddressWithThePathOfTheCallback(URI uri, String redirectUri) {
		assertThat(new PublicUrl(uri).redirectUri()).isEqualTo(redirectUri);
	}

	@ParameterizedTest
	@CsvSource({ "http://127.0.0.1:8080,''", "https://music.example/,''", "https://api.example/music,/music",
			"https://api.example/music/,/music" })
	void basePathHasNoSlashAtItsEnd(URI uri, String basePath) {
		assertThat(new PublicUrl(uri).basePath()).isEqualTo(basePath);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:8080", "https://localhost", "https://LocalHost:8443",
			"http://music.example", "http://10.0.0.1:8080", "http://127.0.0.1.evil.test", "http://127.1:8080",
			"http://0.0.0.0:8080", "ftp://music.example", "https://music.example?next=1", "https://music.example/?",
			"https://music.example#top", "https://user@music.example", "https://user:word@music.example",
			"http://127.0.0.1@evil.test", "https:music.example", "https:///music", "//music.example", "/music",
			"music.example", "localhost:8080", "" })
	void refusesAnAddressThatSpotifyWouldRefuse(URI uri) {
		assertThatExceptionOfType(StartupFailure.class).isThrownBy(() -> new PublicUrl(uri))
			.withMessageContaining("spotify-gateway.public-url [" + uri + "]")
			.satisfies((ex) -> assertThat(ex.getRemedy()).contains("https://your.host", "http://127.0.0.1:8080"));
	}

	@ParameterizedTest
	@CsvSource({ "http://127.0.0.1:8080/music,http://127.0.0.1:8080", "https://music.example/,https://music.example",
			"https://Music.Example,https://music.example", "https://music.example:443,https://music.example",
			"http://127.0.0.1:80,http://127.0.0.1", "https://music.example:80,https://music.example:80",
			"http://[::1]:8080,http://[::1]:8080" })
	void originIsWhatABrowserSends(URI uri, String origin) {
		assertThat(new PublicUrl(uri).origin()).isEqualTo(origin);
	}

	@ParameterizedTest
	@CsvSource({ "http://127.0.0.1:8080,localhost,true", "http://127.0.0.1:8080,LOCALHOST,true",
			"http://127.0.0.1:8080,[::1],true", "http://127.0.0.1:8080,127.0.0.1,false",
			"http://[::1]:8080,127.0.0.1,true", "http://[::1]:8080,[::1],false",
			"http://127.0.0.1:8080,music.example,false", "https://music.example,localhost,false" })
	void knowsTheOtherNamesOfThisMachineOnlyWhenItIsOneItself(URI uri, String host, boolean other) {
		assertThat(new PublicUrl(uri).isOtherLoopbackName(host)).isEqualTo(other);
	}

	@Test
	void loginUrlIsUnderTheBasePath() {
		assertThat(new PublicUrl(URI.create("https://api.example/music")).loginUrl())
			.isEqualTo("https://api.example/music/oauth2/authorization/spotify");
	}

}
