package io.github.spotifygateway.page;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Browser;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.journey.Proxy;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page at {@code /music/} of a host that nginx shares out.
 */
@RequiresChromium
class MountedPageBrowserTests {

	private final Browser chromium;

	MountedPageBrowserTests(Browser chromium) {
		this.chromium = chromium;
	}

	@ParameterizedTest
	@CsvSource({ "proxy_pass http://spotify_gateway;,server.servlet.context-path=/music",
			"proxy_pass http://spotify_gateway/;,server.servlet.context-path=" })
	void visitorUsesThePageAsAnywhereElse(String proxyPass, String setting, @TempDir Path directory) {
		URI address = Proxy.newAddress();
		URI home = URI.create(address + "/music");
		try (SpotifySimulator spotify = SpotifySimulator.start()) {
			spotify.registerRedirectUri(home + "/login/oauth2/code/spotify");
			spotify.player(SimulatedUser.ALICE).plays(Playable.track());
			try (Gateway gateway = Gateway.behind(home, spotify, setting);
					Proxy nginx = Proxy.nginxExample(directory, address, gateway.server(), "upstream.conf",
							(example) -> example.replace("location / {", "location /music/ {")
								.replace("proxy_pass http://spotify_gateway;", proxyPass));
					Visitor visitor = new Visitor(gateway, this.chromium)) {
				assertThat(nginx.url()).isEqualTo(address);
				use(visitor, home);
			}
		}
	}

	private void use(Visitor visitor, URI home) {
		List<String> complaints = new ArrayList<>();
		visitor.page().onConsoleMessage((message) -> complaints.add(message.text()));
		visitor.page().onPageError(complaints::add);
		List<String> addresses = new ArrayList<>();
		visitor.page().onRequest((request) -> addresses.add(request.url()));
		visitor.signIn(SimulatedUser.ALICE);
		assertThat(visitor.page()).hasURL(home + "/");
		assertThat(visitor.at("#title")).hasText("Glass Harbour");
		visitor.mintToken("laptop");
		assertThat(visitor.makeCard("README")).startsWith(home + "/cards/");
		visitor.page().navigate(home + "/device?user_code=BCDF-GHJK");
		assertThat(visitor.at("#user-code")).hasValue("BCDF-GHJK");
		visitor.open();
		visitor.seeEverything();
		visitor.at("#sign-out").click();
		assertThat(visitor.at("#sign-in")).isVisible();
		assertThat(complaints).isEmpty();
		assertThat(addresses).filteredOn((url) -> url.startsWith("http://127.0.0.1:" + home.getPort()))
			.isNotEmpty()
			.allSatisfy((url) -> assertThat(url).startsWith(home + "/").doesNotContain("/music/music"));
	}

}
