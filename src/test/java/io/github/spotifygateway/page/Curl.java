package io.github.spotifygateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/**
 * Runs lines that the page offers for curl, to the letter, in a shell. What the tests
 * want on top stands in a {@code .curlrc}: each answer ends with a line of its status and
 * content type.
 */
final class Curl {

	private static final String SETTINGS = """
			silent
			show-error
			max-time = 20
			write-out = "\\n%{http_code} %{content_type}"
			""";

	private final Path home;

	Curl(Path home) {
		this.home = home;
		Assumptions.assumeTrue(isInstalled(), "There is no curl. Install the packages \"bash\" and \"curl\".");
		try {
			Files.writeString(home.resolve(".curlrc"), SETTINGS);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Run a line.
	 * @param line the line
	 * @param input what is typed into it
	 * @return what it prints
	 */
	String run(String line, String input) {
		try {
			Process shell = shell(line).start();
			shell.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
			shell.getOutputStream().close();
			return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean isInstalled() {
		try {
			return shell("command -v curl").start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private ProcessBuilder shell(String line) {
		ProcessBuilder shell = new ProcessBuilder("bash", "-c", line).redirectErrorStream(true);
		shell.environment().put("CURL_HOME", this.home.toString());
		shell.environment().put("NO_PROXY", "127.0.0.1");
		return shell;
	}

}
