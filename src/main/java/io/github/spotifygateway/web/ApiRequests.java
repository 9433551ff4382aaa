package io.github.spotifygateway.web;

import java.util.Arrays;
import java.util.List;

import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Requests that come in by the gateway's ways in. Each feature names its own; what none
 * names is a host application's. A host may name some of its own requests, so that
 * sessions and API tokens of the gateway are good for them, too.
 */
@FunctionalInterface
public interface ApiRequests extends RequestMatcher {

	/**
	 * The requests to some paths.
	 * @param patterns the paths, as Spring MVC writes patterns
	 * @return what matches them, whatever their method
	 */
	static ApiRequests to(String... patterns) {
		PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
		List<PathPatternRequestMatcher> matchers = Arrays.stream(patterns).map(paths::matcher).toList();
		return (request) -> matchers.stream().anyMatch((matcher) -> matcher.matches(request));
	}

}
