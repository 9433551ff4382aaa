package io.github.spotifygateway.keys;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.spotifygateway.startup.StartupFailure;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * How a key file is changed, and that no key is ever lost.
 */
class KeyRingSourceTests {

	private static final SecretContext CONTEXT = new SecretContext("table", "column", "row");

	private final List<String> entries = List.of(EncryptionKey.generateEntry("one"),
			EncryptionKey.generateEntry("two"));

	@TempDir
	private Path directory;

	private Path file;

	private KeyRingSource source;

	@BeforeEach
	void writeFile() throws IOException {
		assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
		this.file = this.directory.resolve("keys");
		Files.write(this.file, this.entries);
		Files.setPosixFilePermissions(this.file, PosixFilePermissions.fromString("rw-------"));
		this.source = source(this.file);
	}

	@Test
	void newKeyStandsLastAndEncryptsNothing() throws IOException {
		String id = this.source.add();
		assertThat(id).matches("k[0-9a-f]{8}");
		assertThat(Files.readAllLines(this.file)).startsWith(this.entries.toArray(String[]::new))
			.hasSize(3)
			.element(2)
			.asString()
			.startsWith(id + ":");
		assertThat(this.source.read().primaryKeyId()).isEqualTo("one");
		assertOnlyTheFileIsThere();
	}

	@Test
	void keyPutFirstEncryptsAndTheOthersStillDecrypt() throws IOException {
		String before = this.source.read().encrypt("secret", CONTEXT);
		String id = this.source.add();
		this.source.putFirst(id);
		KeyRing ring = this.source.read();
		assertThat(ring.keyIds()).containsExactly(id, "one", "two");
		assertThat(ring.encrypt("secret", CONTEXT)).startsWith("v1." + id + ".");
		assertThat(ring.decrypt(before, CONTEXT)).isEqualTo("secret");
		assertOnlyTheFileIsThere();
	}

	@Test
	void keyThatStandsFirstStaysThere() throws IOException {
		this.source.putFirst("one");
		assertThat(Files.readAllLines(this.file)).isEqualTo(this.entries);
	}

	@Test
	void unknownKeyIsRefusedWithoutRepeatingIt() throws IOException {
		String pasted = EncryptionKey.generateEntry("three");
		assertThatExceptionOfType(StartupFailure.class).isThrownBy(() -> this.source.putFirst(pasted))
			.withMessageContaining("is not in the key file " + this.file)
			.satisfies((ex) -> assertThat(ex.getRemedy()).contains("one, two"))
			.satisfies((ex) -> assertThat(ex.getMessage() + ex.getRemedy()).doesNotContain(pasted));
		assertThat(Files.readAllLines(this.file)).isEqualTo(this.entries);
	}

	@Test
	void malformedFileIsNotChanged() throws IOException {
		Files.writeString(this.file, "one:c2VjcmV0");
		assertFails(() -> this.source.add());
		assertThat(this.file).hasContent("one:c2VjcmV0");
		assertOnlyTheFileIsThere();
	}

	@Test
	void fileThatOthersMayReadIsNotChanged() throws IOException {
		Files.setPosixFilePermissions(this.file, PosixFilePermissions.fromString("rw-r--r--"));
		assertFails(() -> this.source.add());
		assertThat(Files.readAllLines(this.file)).isEqualTo(this.entries);
	}

	@Test
	void missingFileIsNotMade() {
		KeyRingSource missing = source(this.directory.resolve("missing"));
		assertFails(missing::add);
		assertThat(missing.find()).isEmpty();
		assertThat(this.directory.resolve("missing")).doesNotExist();
	}

	@Test
	void fileKeepsItsPermissionsAndItsLink() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.file);
		source(link).add();
		assertThat(link).isSymbolicLink();
		assertThat(Files.readAllLines(this.file)).hasSize(3);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.file))).isEqualTo("rw-------");
	}

	@Test
	void changeThatAnotherCommandHasBegunIsWaitedFor() throws IOException {
		Path next = Files.createFile(this.directory.resolve("keys.new"));
		assertThatExceptionOfType(StartupFailure.class).isThrownBy(() -> this.source.add())
			.satisfies((ex) -> assertThat(ex.getRemedy()).contains("delete " + next));
		assertThat(Files.readAllLines(this.file)).isEqualTo(this.entries);
		assertThat(next).exists();
	}

	@Test
	void noKeyIsLostToChangesAtTheSameTime() throws IOException {
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<CompletableFuture<String>> changes = IntStream.range(0, 100)
				.mapToObj((index) -> CompletableFuture.supplyAsync(this::addOrGiveUp, executor))
				.toList();
			List<String> added = changes.stream().map(CompletableFuture::join).filter((id) -> !id.isEmpty()).toList();
			List<String> expected = new ArrayList<>(List.of("one", "two"));
			expected.addAll(added);
			assertThat(added).isNotEmpty();
			assertThat(source(this.file).read().keyIds()).containsExactlyInAnyOrderElementsOf(expected);
		}
		finally {
			executor.shutdown();
		}
	}

	@Test
	void ringInTheSettingsIsReadFromThere() {
		KeyRingSource settings = new KeyRingSource(new KeyProperties(this.entries, this.directory.resolve("missing")));
		assertThat(settings.isInSettings()).isTrue();
		assertThat(settings.find())
			.hasValueSatisfying((ring) -> assertThat(ring.keyIds()).containsExactly("one", "two"));
		assertThat(settings).hasToString("spotify-gateway.keys.ring");
	}

	private String addOrGiveUp() {
		try {
			return source(this.file).add();
		}
		catch (StartupFailure ex) {
			return "";
		}
	}

	private void assertOnlyTheFileIsThere() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).containsExactly(this.file);
		}
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.file))).isEqualTo("rw-------");
	}

	private static void assertFails(ThrowingCallable change) {
		assertThatExceptionOfType(StartupFailure.class).isThrownBy(change);
	}

	private static KeyRingSource source(Path file) {
		return new KeyRingSource(new KeyProperties(null, file));
	}

}
