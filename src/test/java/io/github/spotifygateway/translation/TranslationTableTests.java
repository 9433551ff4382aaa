package io.github.spotifygateway.translation;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.WebApiOperation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the table of translations has.
 */
class TranslationTableTests {

	/** Tells the user's id. */
	private static final String PROFILE = "get-current-users-profile";

	private final OperationCatalogue catalogue = new OperationCatalogue(URI.create("https://api.example.com"));

	private final TranslationTable table = new TranslationTable(this.catalogue, new SharedReads(Duration.ZERO));

	@Test
	void whatNewAppsLackIsTranslatedExceptWhatNothingElseDoes() {
		assertThat(withoutTranslation("apps-before-2026-02-11")).containsExactlyInAnyOrder("get-an-artists-top-tracks",
				"get-new-releases", "get-categories", "get-a-category", "get-available-markets");
		assertThat(withoutTranslation("apps-before-2024-11-27")).hasSize(8);
	}

	@Test
	void whatNewAppsLackBecomesWhatAllAppsHave() {
		this.catalogue.operations()
			.stream()
			.filter((operation) -> operation.availability().equals("apps-before-2026-02-11"))
			.flatMap((operation) -> this.table.insteadOf(operation).stream())
			.forEach((instead) -> assertThat(instead.availability()).isEqualTo("all-apps"));
	}

	@Test
	void readIsMadeByReadsAndChangeByChanges() {
		this.catalogue.operations().forEach((asked) -> {
			List<WebApiOperation> instead = this.table.insteadOf(asked)
				.stream()
				.filter((other) -> !other.id().equals(PROFILE))
				.toList();
			assertThat(instead).allSatisfy((other) -> assertThat(other.method()).isEqualTo(asked.method()));
		});
	}

	private List<String> withoutTranslation(String availability) {
		return this.catalogue.operations()
			.stream()
			.filter((operation) -> operation.availability().equals(availability))
			.filter((operation) -> this.table.insteadOf(operation).isEmpty())
			.map(WebApiOperation::id)
			.toList();
	}

}
