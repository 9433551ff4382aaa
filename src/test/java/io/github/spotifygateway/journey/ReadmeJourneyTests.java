package io.github.spotifygateway.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the lines that the README prints for a machine without a browser, to the letter
 * but for the address.
 */
class ReadmeJourneyTests {

	private final Gateway gateway = Gateway.shared();

	@Test
	@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void machineWithoutABrowserComesByATokenAsTheReadmeSays() throws IOException {
		List<String> lines = lines();
		assertThat(lines).hasSize(4);
		this.gateway.spotify().player(SimulatedUser.ALICE).plays(Playable.track());
		Browser browser = this.gateway.newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		ProcessBuilder builder = new ProcessBuilder("bash").redirectErrorStream(true);
		builder.environment().put("NO_PROXY", "127.0.0.1");
		Process shell = builder.start();
		try (Writer in = shell.outputWriter(StandardCharsets.UTF_8);
				BufferedReader out = shell.inputReader(StandardCharsets.UTF_8)) {
			in.write(lines.get(0) + "\n" + lines.get(1) + "\n");
			in.flush();
			URI page = URI.create(out.readLine());
			assertThat(page).hasHost("127.0.0.1").hasPath("/device");
			String code = page.getQuery().substring("user_code=".length());
			assertThat(browser.call("POST", "/api/device/requests/" + code + "/approval", null).statusCode())
				.isEqualTo(204);
			in.write(lines.get(2) + "\n" + lines.get(3) + "\nexit\n");
			in.flush();
			assertThat(String.join("\n", out.lines().toList())).contains("\"title\":\"Glass Harbour\"");
		}
		finally {
			shell.destroy();
		}
	}

	private List<String> lines() throws IOException {
		String readme = Files.readString(Path.of("README.md"));
		int start = readme.indexOf("LOGIN=$(curl");
		return readme.substring(start, readme.indexOf("```", start))
			.replace("http://127.0.0.1:8080", this.gateway.url().toString())
			.lines()
			.toList();
	}

}
