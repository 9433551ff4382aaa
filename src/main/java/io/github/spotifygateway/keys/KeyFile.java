package io.github.spotifygateway.keys;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.github.spotifygateway.startup.StartupFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A key ring kept in a file that only its owner can read, one {@code id:base64} a line.
 */
final class KeyFile {

	private static final Log logger = LogFactory.getLog(KeyFile.class);

	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

	private static final FileAttribute<?> OWNER_ONLY_DIRECTORY = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

	private final Path path;

	KeyFile(Path path) {
		this.path = path.toAbsolutePath().normalize();
	}

	List<String> entries() {
		try {
			if (Files.notExists(this.path)) {
				create();
			}
			requireOwnerOnly();
			return Files.readAllLines(this.path).stream().map(String::strip).filter((line) -> !line.isEmpty()).toList();
		}
		catch (IOException ex) {
			throw new StartupFailure("The key file " + this.path + " cannot be read or made: " + ex + ".",
					"Give the user that runs the gateway access to it, or name another with spotify-gateway.keys.file.",
					ex);
		}
	}

	private void create() throws IOException {
		Files.createDirectories(this.path.getParent(), directoryAttributes());
		try {
			Files.createFile(this.path, fileAttributes());
			Files.writeString(this.path, EncryptionKey.generateEntry(newId()) + System.lineSeparator(),
					StandardOpenOption.WRITE);
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

	private void requireOwnerOnly() throws IOException {
		if (posix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(this.path))) {
			throw new StartupFailure("The key file " + this.path + " can be read or written by other users.",
					"Run: chmod 600 " + this.path);
		}
	}

	private FileAttribute<?>[] directoryAttributes() {
		return posix() ? new FileAttribute<?>[] { OWNER_ONLY_DIRECTORY } : new FileAttribute<?>[0];
	}

	private FileAttribute<?>[] fileAttributes() {
		return posix() ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER_ONLY) }
				: new FileAttribute<?>[0];
	}

	private boolean posix() {
		return this.path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

}
