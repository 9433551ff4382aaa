package io.github.spotifygateway.spotify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.spotifygateway.spotify.WebApiOperation.Area;
import io.github.spotifygateway.spotify.WebApiOperation.TokenKind;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.util.Assert;

/**
 * The operations of Spotify's Web API, read from {@code operations.txt}. What is not in
 * there is not called.
 */
public final class OperationCatalogue {

	/** Where a request keeps the operation that it was found to stand for. */
	private static final String ATTRIBUTE = OperationCatalogue.class.getName();

	private static final int COLUMNS = 9;

	private static final String NONE = "-";

	private final List<WebApiOperation> operations;

	private final Segment root = new Segment();

	private final String basePath;

	/**
	 * Read the catalogue.
	 * @param apiUrl address of the Web API, without the version
	 */
	public OperationCatalogue(URI apiUrl) {
		this.basePath = apiUrl.getRawPath();
		this.operations = read(new ClassPathResource("operations.txt", OperationCatalogue.class));
		this.operations.forEach((operation) -> this.root.descend(operation.path()).add(operation));
	}

	/**
	 * All operations.
	 * @return the operations, by area and path
	 */
	public List<WebApiOperation> operations() {
		return this.operations;
	}

	/**
	 * The operations a path has.
	 * @param path a path as it is sent, with the version and without a query
	 * @return the operations by method, empty if there is no such path
	 */
	public Map<HttpMethod, WebApiOperation> at(String path) {
		return this.root.find(segments(path), 0).map(Segment::operations).orElse(Map.of());
	}

	/**
	 * The operation that a call stands for.
	 * @param method its method; HEAD is as good as GET
	 * @param path its path, with the version and without a query
	 * @return the operation, empty if there is none
	 */
	public Optional<WebApiOperation> find(HttpMethod method, String path) {
		return Optional.ofNullable(at(path).get(HttpMethod.HEAD.equals(method) ? HttpMethod.GET : method));
	}

	/**
	 * The operation that a call stands for.
	 * @param method its method; HEAD is as good as GET
	 * @param path its path, with the version and without a query
	 * @return the operation
	 * @throws UnknownOperationException if there is none
	 */
	public WebApiOperation require(HttpMethod method, String path) {
		return find(method, path).orElseThrow(() -> new UnknownOperationException(at(path).keySet()));
	}

	/**
	 * The operation of a name.
	 * @param id its name in Spotify's reference
	 * @return the operation
	 * @throws IllegalArgumentException if there is none
	 */
	public WebApiOperation named(String id) {
		return this.operations.stream()
			.filter((operation) -> operation.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No operation is named " + id));
	}

	/**
	 * The operation that a request to Spotify stands for.
	 * @throws IllegalArgumentException if it is none
	 */
	WebApiOperation of(HttpRequest request) {
		return (WebApiOperation) request.getAttributes().computeIfAbsent(ATTRIBUTE, (absent) -> {
			String path = request.getURI().getRawPath().substring(this.basePath.length());
			HttpMethod method = HttpMethod.HEAD.equals(request.getMethod()) ? HttpMethod.GET : request.getMethod();
			WebApiOperation operation = at(path).get(method);
			Assert.notNull(operation, "Only what is in the catalogue is called");
			return operation;
		});
	}

	private static List<WebApiOperation> read(ClassPathResource file) {
		try {
			return file.getContentAsString(StandardCharsets.UTF_8)
				.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> operation(line.split("\\s+")))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static WebApiOperation operation(String[] columns) {
		Assert.isTrue(columns.length == COLUMNS, () -> "Not an operation: " + Arrays.toString(columns));
		return new WebApiOperation(HttpMethod.valueOf(columns[0]), columns[1], columns[2],
				Area.valueOf(columns[3].toUpperCase(Locale.ROOT)),
				TokenKind.valueOf(columns[4].toUpperCase(Locale.ROOT)), columns[5],
				split(columns[6], ",").stream().map((alternatives) -> split(alternatives, "\\|")).toList(),
				split(columns[7], ","), split(columns[8], ","));
	}

	private static Set<String> split(String column, String separator) {
		return column.equals(NONE) ? Set.of()
				: Collections.unmodifiableSet(new LinkedHashSet<>(List.of(column.split(separator))));
	}

	private static String[] segments(String path) {
		return path.substring(1).split("/", -1);
	}

	/**
	 * What may stand in one place of a path.
	 */
	private static final class Segment {

		private static final String ANY = "{}";

		private final Map<String, Segment> next = new LinkedHashMap<>();

		private final Map<HttpMethod, WebApiOperation> operations = new LinkedHashMap<>();

		Segment descend(String path) {
			Segment segment = this;
			for (String name : segments(path)) {
				segment = segment.next.computeIfAbsent(name.startsWith("{") ? ANY : name, (absent) -> new Segment());
			}
			return segment;
		}

		void add(WebApiOperation operation) {
			this.operations.put(operation.method(), operation);
		}

		Map<HttpMethod, WebApiOperation> operations() {
			return Collections.unmodifiableMap(this.operations);
		}

		Optional<Segment> find(String[] names, int depth) {
			if (depth == names.length) {
				return Optional.of(this);
			}
			Segment segment = this.next.getOrDefault(names[depth], this.next.get(ANY));
			return (segment != null && !names[depth].isEmpty()) ? segment.find(names, depth + 1) : Optional.empty();
		}

	}

}
