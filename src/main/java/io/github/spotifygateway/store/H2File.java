package io.github.spotifygateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.github.spotifygateway.startup.StartupFailure;

/**
 * The file of an embedded H2 database. Session ids and hashes of API tokens stand in it,
 * so it is for its owner only, which H2 itself does not see to.
 */
final class H2File {

	private static final String URL_PREFIX = "jdbc:h2:file:";

	private final Path path;

	private H2File(Path path) {
		this.path = path;
	}

	/**
	 * The file a URL names.
	 * @return the file, unless the URL is of another kind of database
	 */
	static Optional<H2File> of(String url) {
		if (!url.startsWith(URL_PREFIX)) {
			return Optional.empty();
		}
		String name = url.substring(URL_PREFIX.length()).split(";", 2)[0];
		return Optional.of(new H2File(Path.of(name + ".mv.db").toAbsolutePath().normalize()));
	}

	/**
	 * Make the file's directory before H2 does.
	 */
	void createDirectory() {
		try {
			OwnerOnlyFiles.createParent(this.path);
		}
		catch (IOException ex) {
			throw failure(ex);
		}
	}

	/**
	 * Take the file from everyone else once H2 has made it.
	 */
	void restrict() {
		try {
			if (Files.exists(this.path)) {
				OwnerOnlyFiles.restrict(this.path);
			}
		}
		catch (IOException ex) {
			throw failure(ex);
		}
	}

	private StartupFailure failure(IOException ex) {
		return new StartupFailure("The database file " + this.path + " cannot be kept for its owner only: " + ex + ".",
				"Give the user that runs the gateway a directory of its own in spring.datasource.url.", ex);
	}

}
