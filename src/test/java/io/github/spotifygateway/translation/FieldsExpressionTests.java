package io.github.spotifygateway.translation;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The expression that names what to answer of a playlist.
 */
class FieldsExpressionTests {

	private static final Map<List<String>, String> NEWER = Map.of(List.of("tracks"), "items",
			List.of("tracks", "items", "track"), "item");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			name                                                | name
			tracks                                              | items
			name,tracks.total                                   | name,items.total
			tracks.items(added_at,track(name,album(name)))      | items.items(added_at,item(name,album(name)))
			tracks(items(track.name),total),name                | items(items(item.name),total),name
			tracks.items.track.album(!external_urls,images)     | items.items.item.album(!external_urls,images)
			owner(tracks,track),description                     | owner(tracks,track),description
			tracks.items(track(track,tracks)),tracks            | items.items(item(track,tracks)),items
			tracks.items(track(name)                            | items.items(item(name)
			tracks)),tracks                                     | items)),items
			(                                                   | (""")
	void namesAreOthersOnlyWhereTheyMeanAPlaylistsEntries(String older, String newer) {
		assertThat(FieldsExpression.rename(older, NEWER)).isEqualTo(newer);
	}

	@Test
	void outermostNamesAreThoseOfNothingElse() {
		assertThat(FieldsExpression.names("href,items(track(total),next),total.x,!limit"))
			.containsExactlyInAnyOrder("href", "items", "total", "limit");
	}

	@Test
	void whatIsLongerOrDeeperThanAnybodyNeedsStaysAsItIs() {
		String deep = "tracks,a(".repeat(51);
		String wide = "tracks,".repeat(300);
		assertThat(FieldsExpression.rename(deep, NEWER)).isEqualTo(deep);
		assertThat(FieldsExpression.rename(wide, NEWER)).isEqualTo(wide);
		assertThat(FieldsExpression.names(wide)).isEmpty();
	}

}
