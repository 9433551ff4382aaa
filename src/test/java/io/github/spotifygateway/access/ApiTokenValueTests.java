package io.github.spotifygateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The secret of an API token by itself.
 */
class ApiTokenValueTests {

	private static final String KNOWN = "sgw_pat_0000000000000000000000000000002wDQlt";

	@Test
	void generatedTokenHasThePublishedForm() {
		assertThat(ApiTokenValue.generate().reveal()).matches("sgw_pat_[0-9A-Za-z]{36}");
	}

	@Test
	void generatedTokenCanBeRead() {
		ApiTokenValue generated = ApiTokenValue.generate();
		assertThat(ApiTokenValue.parse(generated.reveal())).hasValueSatisfying((read) -> {
			assertThat(read.reveal()).isEqualTo(generated.reveal());
			assertThat(read.hash()).isEqualTo(generated.hash());
		});
	}

	@Test
	void tokensNeverRepeat() {
		assertThat(generate(2_000)).hasSize(2_000);
	}

	@Test
	void everyPlaceOfTheRandomPartTakesEveryCharacter() {
		Set<String> tokens = generate(2_000);
		for (int place = 8; place < 38; place++) {
			int at = place;
			assertThat(tokens.stream().map((token) -> token.charAt(at)).distinct()).hasSize(62);
		}
	}

	@Test
	void checksumIsCrc32OfEverythingBeforeItInBase62() {
		assertThat(ApiTokenValue.parse(KNOWN)).isPresent();
	}

	@Test
	void everyChangedCharacterIsNoticed() {
		String token = ApiTokenValue.generate().reveal();
		Stream<String> mistyped = IntStream.range(0, token.length())
			.mapToObj((place) -> token.substring(0, place) + other(token.charAt(place)) + token.substring(place + 1));
		assertThat(mistyped).allSatisfy((text) -> assertThat(ApiTokenValue.parse(text)).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "sgw_pat_", "sgw_pat_000000000000000000000000000000", KNOWN + "0", KNOWN + "\n",
			" " + KNOWN, "SGW_PAT_0000000000000000000000000000002wDQlt", "\u0000" + KNOWN,
			"sgw_pat_٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠2wDQlt", "gho_0000000000000000000000000000002wDQlt" })
	void whatIsNoTokenIsNotRead(String text) {
		assertThat(ApiTokenValue.parse(text)).isEmpty();
	}

	@Test
	void hashIsSha256OfTheWholeToken() throws Exception {
		ApiTokenValue token = ApiTokenValue.generate();
		assertThat(token.hash())
			.isEqualTo(MessageDigest.getInstance("SHA-256").digest(token.reveal().getBytes(StandardCharsets.US_ASCII)));
	}

	@Test
	void hintShowsBeginningAndEndOnly() {
		ApiTokenValue token = ApiTokenValue.generate();
		assertThat(token.hint()).isEqualTo("sgw_pat_…" + token.reveal().substring(40));
	}

	@Test
	void textFormDoesNotRevealIt() {
		ApiTokenValue token = ApiTokenValue.generate();
		assertThat(token.toString()).doesNotContain(token.reveal().substring(8, 38))
			.doesNotContain(token.reveal().substring(38));
	}

	private static Set<String> generate(int count) {
		return Stream.generate(ApiTokenValue::generate)
			.limit(count)
			.map(ApiTokenValue::reveal)
			.collect(Collectors.toSet());
	}

	private static char other(char character) {
		return (character != 'x') ? 'x' : 'y';
	}

}
