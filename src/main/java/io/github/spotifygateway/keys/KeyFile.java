package io.github.spotifygateway.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.spotifygateway.startup.StartupFailure;
import io.github.spotifygateway.store.OwnerOnlyFiles;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A key ring kept in a file that only its owner can read, one {@code id:base64} a line.
 */
final class KeyFile {

	private static final Log logger = LogFactory.getLog(KeyFile.class);

	private final Path path;

	KeyFile(Path path) {
		this.path = path.toAbsolutePath().normalize();
	}

	/**
	 * Read the entries, of a new file with one new key if there is none.
	 */
	List<String> entries() {
		try {
			if (!exists()) {
				create();
			}
			return parse(read());
		}
		catch (IOException ex) {
			throw failure("read or made", ex);
		}
	}

	/**
	 * Whether it is there, or may be where this user cannot look.
	 */
	boolean exists() {
		return !Files.notExists(this.path);
	}

	/**
	 * Change the entries. The file is replaced in one step: whoever reads it finds the
	 * old entries or the new ones.
	 */
	void change(UnaryOperator<List<String>> change) {
		if (!exists()) {
			throw new StartupFailure("There is no key file " + this.path + ".",
					"Start the gateway once to make it, or name another with spotify-gateway.keys.file.");
		}
		try {
			byte[] before = read();
			List<String> entries = change.apply(parse(before));
			OwnerOnlyFiles.replace(this.path, before, bytes(entries));
		}
		catch (FileAlreadyExistsException ex) {
			throw new StartupFailure("The key file " + this.path + " is being changed by another command.",
					"Run this one again when that has ended; if none is running, delete " + ex.getFile() + " first.",
					ex);
		}
		catch (IOException ex) {
			throw failure("changed", ex);
		}
	}

	private byte[] read() throws IOException {
		if (!OwnerOnlyFiles.isOwnerOnly(this.path)) {
			throw new StartupFailure("The key file " + this.path + " can be read or written by other users.",
					"Run: chmod 600 " + this.path);
		}
		return Files.readAllBytes(this.path);
	}

	private void create() throws IOException {
		OwnerOnlyFiles.createParent(this.path);
		try {
			OwnerOnlyFiles.create(this.path, bytes(List.of(EncryptionKey.generateEntry(EncryptionKey.newId()))));
		}
		catch (FileAlreadyExistsException ex) {
			return;
		}
		logger.warn("Made a new encryption key in " + this.path
				+ ": what is stored can be read only with it, so keep a copy in a safe place");
	}

	private StartupFailure failure(String what, IOException ex) {
		return new StartupFailure("The key file " + this.path + " cannot be " + what + ": " + ex + ".",
				"Give the user that runs the gateway access to it, or name another with spotify-gateway.keys.file.",
				ex);
	}

	private static List<String> parse(byte[] content) {
		return new String(content, StandardCharsets.UTF_8).lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.toList();
	}

	private static byte[] bytes(List<String> entries) {
		return entries.stream()
			.map((entry) -> entry + System.lineSeparator())
			.collect(Collectors.joining())
			.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return "the key file " + this.path;
	}

}
