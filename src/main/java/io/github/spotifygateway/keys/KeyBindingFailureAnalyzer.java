package io.github.spotifygateway.keys;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says what is wrong with settings that hold keys without showing them, as Spring Boot's
 * own analyzers would.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class KeyBindingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final ConfigurationPropertyName KEYS = ConfigurationPropertyName.of("spotify-gateway.keys");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		if (!KEYS.equals(cause.getName()) && !KEYS.isAncestorOf(cause.getName())) {
			return null;
		}
		return new FailureAnalysis("The settings under " + cause.getName() + " cannot be read.",
				"Write spotify-gateway.keys.ring as one list: entries of the form id:base64, separated by commas, or"
						+ " numbered from 0 without a gap.",
				cause);
	}

}
