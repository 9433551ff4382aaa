package io.github.spotifygateway.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

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

	List<String> entries() {
		try {
			if (Files.notExists(this.path)) {
				create();
			}
			if (!OwnerOnlyFiles.isOwnerOnly(this.path)) {
				throw new StartupFailure("The key file " + this.path + " can be read or written by other users.",
						"Run: chmod 600 " + this.path);
			}
			return Files.readAllLines(this.path).stream().map(String::strip).filter((line) -> !line.isEmpty()).toList();
		}
		catch (IOException ex) {
			throw new StartupFailure("The key file " + this.path + " cannot be read or made: " + ex + ".",
					"Give the user that runs the gateway access to it, or name another with spotify-gateway.keys.file.",
					ex);
		}
	}

	private void create() throws IOException {
		OwnerOnlyFiles.createParent(this.path);
		String entry = EncryptionKey.generateEntry(newId()) + System.lineSeparator();
		try {
			OwnerOnlyFiles.create(this.path, entry.getBytes(StandardCharsets.US_ASCII));
		}
		catch (FileAlreadyExistsException ex) {
			return;
		}
		logger.warn("Made a new encryption key in " + this.path
				+ ": what is stored can be read only with it, so keep a copy in a safe place");
	}

	// ids never repeat, so that what an earlier key encrypted names a key that is missing
	private static String newId() {
		return "k" + UUID.randomUUID().toString().substring(0, 8);
	}

}
