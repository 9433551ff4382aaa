package io.github.spotifygateway.translation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The parameters of a query.
 */
class QueryTests {

	@Test
	void whatIsNotChangedStaysAsItWasWritten() {
		Query query = Query.of("q=%c3%bc+x&limit=50&&empty=&flag");
		assertThat(query.with("limit", 10).written()).isEqualTo("q=%c3%bc+x&limit=10&&empty=&flag");
		assertThat(query.with("offset", 20).written()).isEqualTo("q=%c3%bc+x&limit=50&&empty=&flag&offset=20");
		assertThat(query.without("limit").written()).isEqualTo("q=%c3%bc+x&&empty=&flag");
	}

	@Test
	void valueIsDecodedAndWrittenEncoded() {
		assertThat(Query.of("%69ds=a%2Cb").get("ids")).hasValue("a,b");
		assertThat(Query.NONE.with("uris", "spotify:track:a,b&c").written()).isEqualTo("uris=spotify:track:a,b%26c");
	}

	@Test
	void parameterThatIsThereTwiceIsRefused() {
		assertThatExceptionOfType(TranslationException.class).isThrownBy(() -> Query.of("ids=a&%69ds=b").get("ids"));
	}

	@Test
	void onlyShortNumbersAreNumbers() {
		assertThat(Query.of("limit=50").number("limit")).hasValue(50);
		assertThat(Query.of("limit=-1").number("limit")).isEmpty();
		assertThat(Query.of("limit=9999999").number("limit")).isEmpty();
		assertThat(Query.NONE.written()).isNull();
	}

}
