package io.github.spotifygateway.simulator;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FieldSelection}.
 */
class FieldSelectionTests {

	private static final JsonNode BODY = JsonMapper.shared()
		.readTree("{'total':2,'limit':9,'items':[{'at':1,'by':{'id':'a','x':0},'track':{'name':'n','x':0}},null]}"
			.replace('\'', '"'));

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			total; {"total":2}
			total,limit; {"total":2,"limit":9}
			nothing; {}
			items.at; {"items":[{"at":1},null]}
			items(at,by.id); {"items":[{"at":1,"by":{"id":"a"}},null]}
			items.by.id,total; {"total":2,"items":[{"by":{"id":"a"}},null]}
			items(track(name),at),total; {"total":2,"items":[{"at":1,"track":{"name":"n"}},null]}
			items(track(name)),items(at); {"items":[{"at":1,"track":{"name":"n"}},null]}
			items(!by,track); {"items":[{"at":1},null]}
			items.track(!x); {"items":[{"track":{"name":"n"}},null]}
			""")
	void bodyHasWhatTheExpressionNames(String expression, String selected) {
		assertThat(FieldSelection.of(expression).from(BODY).toString()).isEqualTo(selected);
	}

}
