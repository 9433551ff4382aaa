package io.github.spotifygateway.command;

import java.util.Objects;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * What a command says when it fails: problem and remedy, as at the server's start.
 */
final class FailureText {

	private FailureText() {
	}

	static String of(Throwable failure) {
		return SpringFactoriesLoader.forDefaultResourceLocation(FailureText.class.getClassLoader())
			// those that want to know the application's context stay away
			.load(FailureAnalyzer.class, (message, name, ex) -> {
			})
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.map(FailureText::text)
			.orElseGet(() -> unexpected(failure));
	}

	private static String text(FailureAnalysis analysis) {
		return analysis.getDescription() + System.lineSeparator()
				+ Objects.requireNonNullElse(analysis.getAction(), "");
	}

	private static String unexpected(Throwable failure) {
		return "The command failed unexpectedly [" + failure.getClass().getName() + "]." + System.lineSeparator()
				+ "Run it again with --logging.level." + FailureText.class.getPackageName() + "=debug to see where.";
	}

}
