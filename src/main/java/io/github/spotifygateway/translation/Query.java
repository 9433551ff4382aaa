package io.github.spotifygateway.translation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.spotifygateway.spotify.WebApiCall;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * The parameters of a query, in their order. What is not changed stays as it was written.
 *
 * @param parameters the parameters
 */
record Query(List<Parameter> parameters) {

	static final Query NONE = new Query(List.of());

	static Query of(@Nullable String query) {
		return (query == null || query.isEmpty()) ? NONE
				: new Query(Arrays.stream(query.split("&", -1)).map(Parameter::of).toList());
	}

	static Query of(WebApiCall call) {
		return of(call.target().query());
	}

	/**
	 * A parameter's value, decoded.
	 * @throws TranslationException if it is there twice, as two may not mean the same by
	 * that
	 */
	Optional<String> get(String name) {
		List<Parameter> found = this.parameters.stream().filter((parameter) -> parameter.is(name)).toList();
		if (found.size() > 1) {
			throw TranslationException.invalid("The parameter " + name + " is there more than once.");
		}
		return found.stream().findFirst().map(Parameter::value);
	}

	/**
	 * Whether a parameter is there, with a value that fulfils a condition.
	 */
	boolean has(String name, Predicate<String> condition) {
		return this.parameters.stream()
			.anyMatch((parameter) -> parameter.is(name) && condition.test(parameter.value()));
	}

	/**
	 * A parameter's value as a number.
	 * @return the number, empty if there is none or it is not one of at most six digits
	 */
	OptionalInt number(String name) {
		return get(name).filter((value) -> value.matches("\\d{1,6}"))
			.map(Integer::parseInt)
			.map(OptionalInt::of)
			.orElse(OptionalInt.empty());
	}

	/**
	 * The same with another value, in its place or at the end.
	 */
	Query with(String name, Object value) {
		Parameter changed = new Parameter(name, name + "=" + encode(value.toString()));
		if (get(name).isEmpty()) {
			List<Parameter> more = new ArrayList<>(this.parameters);
			more.add(changed);
			return new Query(more);
		}
		return new Query(
				this.parameters.stream().map((parameter) -> parameter.is(name) ? changed : parameter).toList());
	}

	/**
	 * Encode what must be. What ids and fields are made of stays short that way.
	 */
	private static String encode(String value) {
		return UriUtils.encode(value, StandardCharsets.UTF_8)
			.replace("%2C", ",")
			.replace("%28", "(")
			.replace("%29", ")")
			.replace("%21", "!")
			.replace("%3A", ":");
	}

	Query without(String name) {
		return new Query(this.parameters.stream().filter((parameter) -> !parameter.is(name)).toList());
	}

	/**
	 * The query as it is sent, {@code null} if it is empty.
	 */
	@Nullable String written() {
		return this.parameters.isEmpty() ? null
				: this.parameters.stream().map(Parameter::written).collect(Collectors.joining("&"));
	}

	/**
	 * A parameter.
	 *
	 * @param name its name, decoded
	 * @param written name and value as they were written
	 */
	record Parameter(String name, String written) {

		static Parameter of(String written) {
			return new Parameter(decode(written.split("=", 2)[0]), written);
		}

		boolean is(String other) {
			return this.name.equals(other);
		}

		String value() {
			String[] parts = this.written.split("=", 2);
			return (parts.length == 2) ? decode(parts[1]) : "";
		}

		private static String decode(String encoded) {
			return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
		}

	}

}
