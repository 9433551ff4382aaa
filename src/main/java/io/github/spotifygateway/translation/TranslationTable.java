package io.github.spotifygateway.translation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.spotifygateway.spotify.WebApiCall;
import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.WebApiOperation;

/**
 * How operations that an app lacks are made by means of those it has, read from
 * {@code translations.txt}.
 */
final class TranslationTable {

	private static final int COLUMNS = 5;

	private final OperationCatalogue catalogue;

	private final SharedReads sharedReads;

	private final Map<String, Entry> entries = new LinkedHashMap<>();

	/**
	 * Read the table.
	 * @param catalogue the operations there are
	 * @param sharedReads what was read for everybody
	 */
	TranslationTable(OperationCatalogue catalogue, SharedReads sharedReads) {
		this.catalogue = catalogue;
		this.sharedReads = sharedReads;
		DataFile.lines("translations.txt", COLUMNS).forEach(this::read);
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
	 * The other operations by means of which one may be made.
	 */
	List<WebApiOperation> insteadOf(WebApiOperation operation) {
		Entry entry = this.entries.get(operation.id());
		return (entry == null) ? List.of()
				: entry.by().stream().distinct().filter((other) -> !other.equals(operation)).toList();
	}

	private void read(String[] row) {
		List<WebApiOperation> by = DataFile.parts(row[3]).stream().map(this.catalogue::named).toList();
		this.entries.put(this.catalogue.named(row[0]).id(), new Entry(Reason.valueOf(row[1].toUpperCase(Locale.ROOT)),
				translation(row[2], by, DataFile.parts(row[4])), by));
	}

	private Translation translation(String how, List<WebApiOperation> by, List<String> with) {
		WebApiOperation operation = by.get(0);
		OwnProfile ownProfile = new OwnProfile(by.get(by.size() - 1));
		return switch (how) {
			case "one-by-one" -> new OneByOne(operation, with.get(0), Integer.parseInt(with.get(1)),
					with.get(2).equals("everybody") ? this.sharedReads : null);
			case "library-by-uri" -> new LibraryByUri(operation, with.get(0), Integer.parseInt(with.get(1)));
			case "library-by-type" -> new LibraryByType(byType(with, by));
			case "following" -> new Following(operation);
			case "playlist-following" -> new PlaylistFollowing(operation, ownProfile);
			case "playlist-entries" -> new PlaylistEntries(operation, Generation.of(with.get(0)));
			case "playlist-change" -> new PlaylistChange(operation, Generation.of(with.get(0)));
			case "playlist-fields" -> new PlaylistFields(operation);
			case "new-playlist" -> new NewPlaylist(operation, ownProfile);
			case "user-profile" -> new UserProfile(ownProfile);
			case "user-playlists" -> new UserPlaylists(operation, ownProfile);
			case "large-pages" ->
				new LargePages(operation, Integer.parseInt(with.get(0)), Integer.parseInt(with.get(1)));
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

	/**
	 * How an operation is made by means of others.
	 *
	 * @param reason why that may be needed
	 * @param translation makes the calls
	 * @param by the operations that are called
	 */
	record Entry(Reason reason, Translation translation, List<WebApiOperation> by) {
	}

}
