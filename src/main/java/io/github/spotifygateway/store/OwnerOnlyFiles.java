package io.github.spotifygateway.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/**
 * Files and directories that only the user who runs the gateway can read. Where the file
 * system knows no POSIX permissions, its own defaults hold.
 */
public final class OwnerOnlyFiles {

	private static final Set<OpenOption> NEW_AND_ON_DISK = Set.of(StandardOpenOption.CREATE_NEW,
			StandardOpenOption.WRITE, StandardOpenOption.SYNC);

	private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

	private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

	private OwnerOnlyFiles() {
	}

	/**
	 * Make the directory a file shall stand in, with its parents; one that is there stays
	 * as it is.
	 * @param file the file
	 * @throws IOException if the directory cannot be made
	 */
	public static void createParent(Path file) throws IOException {
		Path parent = file.toAbsolutePath().getParent();
		if (parent != null) {
			Files.createDirectories(parent, attributes(parent, DIRECTORY));
		}
	}

	/**
	 * Make a file that is on the disk when the call returns.
	 * @param file the file, which must not exist
	 * @param content its bytes
	 * @throws IOException if it exists or cannot be made
	 */
	public static void create(Path file, byte[] content) throws IOException {
		try (SeekableByteChannel channel = Files.newByteChannel(file, NEW_AND_ON_DISK, attributes(file, FILE))) {
			write(channel, content, file);
		}
	}

	/**
	 * Replace a file in one step: whoever reads it, even after a crash, finds all of the
	 * old content or all of the new. Its owner stays.
	 * @param file the file
	 * @param before the content the new one was made from
	 * @param content the new content
	 * @throws FileAlreadyExistsException if another process is replacing it
	 * @throws IOException if it cannot be replaced, or its content is another one now
	 */
	public static void replace(Path file, byte[] before, byte[] content) throws IOException {
		Path target = file.toRealPath();
		Path next = target.resolveSibling(target.getFileName() + ".new");
		create(next, content);
		try {
			// read again now that nobody else can replace it
			if (!Arrays.equals(before, Files.readAllBytes(target))) {
				throw new IOException("it was changed by someone else at the same time");
			}
			Files.getFileAttributeView(next, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
				.setOwner(Files.getOwner(target));
			Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			Files.deleteIfExists(next);
			throw ex;
		}
		writeName(target);
	}

	/**
	 * Take a file's permissions from everyone else.
	 * @param file the file
	 * @throws IOException if it is another user's
	 */
	public static void restrict(Path file) throws IOException {
		if (posix(file)) {
			Files.setPosixFilePermissions(file, FILE);
		}
	}

	/**
	 * Whether nobody else can read or write a file.
	 * @param file the file
	 * @return {@code true} if only its owner can
	 * @throws IOException if its permissions cannot be read
	 */
	public static boolean isOwnerOnly(Path file) throws IOException {
		return !posix(file) || FILE.containsAll(Files.getPosixFilePermissions(file));
	}

	private static void write(SeekableByteChannel channel, byte[] content, Path file) throws IOException {
		try {
			channel.write(ByteBuffer.wrap(content));
		}
		catch (IOException ex) {
			Files.deleteIfExists(file);
			throw ex;
		}
	}

	/**
	 * Put a file's name on the disk, where the system can open a directory.
	 */
	private static void writeName(Path file) throws IOException {
		Path directory = file.getParent();
		if (directory != null && posix(directory)) {
			try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
				channel.force(true);
			}
		}
	}

	private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
		return posix(path) ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(permissions) }
				: new FileAttribute<?>[0];
	}

	private static boolean posix(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

}
