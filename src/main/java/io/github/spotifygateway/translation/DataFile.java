package io.github.spotifygateway.translation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.Assert;

/**
 * A table in a text file beside these classes: a row on each line, with spaces between
 * its columns. Lines that begin with {@code #} are for readers.
 */
final class DataFile {

	private static final String NONE = "-";

	private DataFile() {
	}

	/**
	 * Read the rows of a table.
	 * @throws IllegalArgumentException if a row has not as many columns as the table
	 */
	static List<String[]> lines(String name, int columns) {
		try {
			return new ClassPathResource(name, DataFile.class).getContentAsString(StandardCharsets.UTF_8)
				.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> row(line, columns))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String[] row(String line, int columns) {
		String[] row = line.split("\\s+");
		Assert.isTrue(row.length == columns, () -> "Not a row of the table: " + Arrays.toString(row));
		return row;
	}

	/**
	 * The parts of a column, between which there are commas.
	 */
	static List<String> parts(String column) {
		return column.equals(NONE) ? List.of() : List.of(column.split(","));
	}

}
