package io.github.spotifygateway.docs;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * What can be called in this application: features may be switched off.
 */
@FunctionalInterface
interface Endpoints {

	/** Everything the gateway can have. */
	Endpoints ALL = (method, path) -> true;

	/** Nothing. */
	Endpoints NONE = (method, path) -> false;

	/**
	 * Tell whether there is an endpoint.
	 * @param method the method, in capitals
	 * @param path the path as the document has it
	 * @return {@code false} if the call would lead nowhere
	 */
	boolean has(String method, String path);

	/**
	 * Those that controllers are mapped to.
	 */
	static Endpoints mapped(Collection<RequestMappingInfo> mappings) {
		return (method, path) -> mappings.stream()
			.filter((mapping) -> isFor(mapping.getMethodsCondition().getMethods(), method))
			.flatMap((mapping) -> mapping.getPatternValues().stream())
			.anyMatch((pattern) -> include(pattern, path));
	}

	/**
	 * All paths that begin in some way.
	 */
	static Endpoints below(String beginning) {
		return (method, path) -> path.startsWith(beginning);
	}

	/**
	 * These and others.
	 */
	default Endpoints or(Endpoints others) {
		return (method, path) -> has(method, path) || others.has(method, path);
	}

	/**
	 * Of the document's paths those that there are, with the methods that there are.
	 */
	default Map<Object, Map<Object, Object>> of(Map<?, ?> paths) {
		Map<Object, Map<Object, Object>> present = new LinkedHashMap<>();
		paths.forEach((path, methods) -> ((Map<?, ?>) methods).forEach((method, operation) -> {
			if (has(method.toString().toUpperCase(Locale.ROOT), path.toString())) {
				present.computeIfAbsent(path, (first) -> new LinkedHashMap<>()).put(method, operation);
			}
		}));
		return present;
	}

	// whoever names no method takes them all
	private static boolean isFor(Set<RequestMethod> methods, String method) {
		return methods.isEmpty() || methods.contains(RequestMethod.valueOf(method));
	}

	private static boolean include(String pattern, String path) {
		return pattern.endsWith("/**") ? path.startsWith(pattern.substring(0, pattern.length() - 2))
				: plain(pattern).equals(plain(path));
	}

	/**
	 * The names of variables do not matter.
	 */
	private static String plain(String path) {
		return path.replaceAll("\\{[^/]*\\}", "{}");
	}

}
