package io.github.spotifygateway.command;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On an H2 file.
 */
class H2KeysCommandTests extends AbstractKeysCommandTests {

	private Path file = Path.of("none");

	@Override
	List<String> emptyDatabase(Path directory) {
		this.file = directory.resolve("data/db.mv.db");
		return List.of("spring.datasource.url=jdbc:h2:file:" + directory.resolve("data/db") + ";WRITE_DELAY=0",
				"spring.datasource.username=sa");
	}

	@Override
	void assertNothingWasMade() {
		assertThat(this.file.getParent()).doesNotExist();
	}

}
