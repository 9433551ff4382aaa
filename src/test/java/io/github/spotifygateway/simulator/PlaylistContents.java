package io.github.spotifygateway.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The URIs of a playlist in their order. Each change makes a new version, which has a
 * name.
 */
final class PlaylistContents {

	private final List<String> uris;

	private int version = 1;

	PlaylistContents(Collection<String> uris) {
		this.uris = new ArrayList<>(uris);
	}

	synchronized List<String> uris() {
		return List.copyOf(this.uris);
	}

	synchronized String snapshotId() {
		byte[] name = "%06d,tidal-postcards".formatted(this.version).getBytes(StandardCharsets.US_ASCII);
		return Base64.getEncoder().encodeToString(name);
	}

	/**
	 * Inserts items.
	 * @param position before which item, {@code null} for the end
	 * @param added what to insert
	 */
	synchronized void add(@Nullable Integer position, List<String> added) {
		int index = (position != null) ? position : this.uris.size();
		check(index, this.uris.size());
		this.uris.addAll(index, added);
		this.version++;
	}

	synchronized void replace(List<String> replacement) {
		this.uris.clear();
		this.uris.addAll(replacement);
		this.version++;
	}

	/**
	 * Moves items that follow each other.
	 * @param start the first of them
	 * @param length how many
	 * @param before before which item they go, by its place until now
	 */
	synchronized void move(int start, int length, int before) {
		check(start, this.uris.size() - 1);
		check(length - 1, this.uris.size() - start - 1);
		check(before, this.uris.size());
		List<String> range = this.uris.subList(start, start + length);
		List<String> moved = List.copyOf(range);
		range.clear();
		this.uris.addAll((before > start) ? Math.max(start, before - length) : before, moved);
		this.version++;
	}

	/**
	 * Removes items wherever they are.
	 * @param removed their URIs
	 */
	synchronized void remove(Collection<String> removed) {
		this.uris.removeAll(Set.copyOf(removed));
		this.version++;
	}

	private static void check(int index, int last) {
		if (index < 0 || index > last) {
			throw new WebApiRefusal("error-400-index-out-of-bounds.json");
		}
	}

}
