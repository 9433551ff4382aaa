package io.github.spotifygateway.translation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.WebApiOperation;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.Assert;

/**
 * How operations that an app lacks are made by means of those it has, read from
 * {@code translations.txt}.
 */
final class TranslationTable {

	private static final int COLUMNS = 5;

	private static final String NONE = "-";

	private static final String ANSWER = "answer";

	private final OperationCatalogue catalogue;

	private final OwnProfile ownProfile;

	private final SharedReads sharedReads;

	private final Map<String, Entry> entries = new LinkedHashMap<>();

	private final Map<String, Shape> shapes = new HashMap<>();

	/**
	 * Read the table.
	 * @param catalogue the operations there are
	 * @param sharedReads what was read for everybody
	 */
	TranslationTable(OperationCatalogue catalogue, SharedReads sharedReads) {
		this.catalogue = catalogue;
		this.ownProfile = new OwnProfile(catalogue.named("get-current-users-profile"));
		this.sharedReads = sharedReads;
		lines().map((line) -> line.split("\\s+")).forEach(this::read);
	}

	/**
	 * The entry for a call.
	 * @return the entry, empty if the call is never made by means of others
	 */
	Optional<Entry> of(WebApiCall call) {
		return Optional.ofNullable(this.entries.get(call.operation().id()))
			.filter((entry) -> entry.translation().concerns(call));
	}

	/**
	 * What is named differently in the answers of an operation.
	 */
	Shape shapeOf(WebApiOperation operation) {
		return this.shapes.getOrDefault(operation.id(), Shape.SAME);
	}

	/**
	 * The ids of the operations that one may become.
	 */
	List<String> insteadOf(WebApiOperation operation) {
		Entry entry = this.entries.get(operation.id());
		return (entry != null) ? entry.by() : List.of();
	}

	private void read(String[] columns) {
		Assert.isTrue(columns.length == COLUMNS, () -> "Not a translation: " + Arrays.toString(columns));
		WebApiOperation asked = this.catalogue.named(columns[0]);
		List<String> with = split(columns[4]);
		if (columns[1].equals(ANSWER)) {
			this.shapes.put(asked.id(), Shape.valueOf(with.get(0).toUpperCase(Locale.ROOT).replace('-', '_')));
			return;
		}
		List<String> by = split(columns[3]);
		List<WebApiOperation> operations = by.stream().map(this.catalogue::named).toList();
		this.entries.put(asked.id(), new Entry(Reason.valueOf(columns[1].toUpperCase(Locale.ROOT)),
				translation(columns[2], operations, with), by.stream().distinct().toList()));
	}

	private Translation translation(String how, List<WebApiOperation> by, List<String> with) {
		WebApiOperation operation = by.get(0);
		return switch (how) {
			case "one-by-one" -> new BatchRead(operation, with.get(0), Integer.parseInt(with.get(1)),
					with.get(2).equals("everybody") ? this.sharedReads : null);
			case "library" -> new LibraryItems(operation, with.get(0), Integer.parseInt(with.get(1)));
			case "following" -> new Following(operation);
			case "playlist-following" -> new PlaylistFollowing(operation, this.ownProfile);
			case "by-type" -> new LibraryUris(byType(with, by));
			case "entries" -> new PlaylistEntries(operation, Generation.of(with.get(0)));
			case "change" -> new PlaylistChange(operation, Generation.of(with.get(0)));
			case "fields" -> new PlaylistFields(operation);
			case "new-playlist" -> new NewPlaylist(operation, this.ownProfile);
			case "own-profile" -> new OwnUser.Profile(this.ownProfile);
			case "own-playlists" -> new OwnUser.Playlists(operation, this.ownProfile);
			case "pages" -> new LargePages(operation, Integer.parseInt(with.get(0)), Integer.parseInt(with.get(1)));
			default -> throw new IllegalArgumentException("No such translation: " + how);
		};
	}

	private static Map<String, WebApiOperation> byType(List<String> types, List<WebApiOperation> operations) {
		Map<String, WebApiOperation> byType = new HashMap<>();
		for (int index = 0; index < types.size(); index++) {
			byType.put(types.get(index), operations.get(index));
		}
		return byType;
	}

	private static List<String> split(String column) {
		return column.equals(NONE) ? List.of() : List.of(column.split(","));
	}

	private static Stream<String> lines() {
		try {
			return new ClassPathResource("translations.txt", TranslationTable.class)
				.getContentAsString(StandardCharsets.UTF_8)
				.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * How an operation is made by means of others.
	 *
	 * @param reason why that may be needed
	 * @param translation makes the calls
	 * @param by ids of the operations that are called
	 */
	record Entry(Reason reason, Translation translation, List<String> by) {
	}

}
