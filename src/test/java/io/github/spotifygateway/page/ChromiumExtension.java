package io.github.spotifygateway.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the machine's own Chromium once for all test classes; nothing is downloaded. The
 * system property {@value #PROPERTY} or the environment variable
 * {@value #ENVIRONMENT_VARIABLE} names one at another place.
 */
final class ChromiumExtension implements ExecutionCondition, ParameterResolver {

	private static final String PROPERTY = "chromium.path";

	private static final String ENVIRONMENT_VARIABLE = "CHROMIUM_PATH";

	private static final String DEFAULT = "/usr/bin/chromium";

	private static final String MISSING = "There is no Chromium at %s. Install the package \"chromium\""
			+ " (apt-get install chromium), or name another one with -D" + PROPERTY + " or " + ENVIRONMENT_VARIABLE
			+ ".";

	private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--no-first-run", "--disable-gpu");

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		Path executable = executable();
		return Files.isExecutable(executable) ? ConditionEvaluationResult.enabled("Chromium is " + executable)
				: ConditionEvaluationResult.disabled(MISSING.formatted(executable));
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Browser.class;
	}

	@Override
	public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getRoot()
			.getStore(Namespace.create(ChromiumExtension.class))
			.computeIfAbsent(Chromium.class, (key) -> Chromium.start(), Chromium.class)
			.browser();
	}

	private static Path executable() {
		String fromEnvironment = Objects.requireNonNullElse(System.getenv(ENVIRONMENT_VARIABLE), DEFAULT);
		return Path.of(System.getProperty(PROPERTY, fromEnvironment));
	}

	/**
	 * The running browser; JUnit closes it after the last test.
	 */
	private record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {

		static Chromium start() {
			// a busy machine is no fault of the page
			PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
			Map<String, String> environment = new HashMap<>(System.getenv());
			environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
			Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
			return new Chromium(playwright, playwright.chromium()
				.launch(new BrowserType.LaunchOptions().setExecutablePath(executable()).setArgs(ARGUMENTS)));
		}

		@Override
		public void close() {
			this.playwright.close();
		}

	}

}
