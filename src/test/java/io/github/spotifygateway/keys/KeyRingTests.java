package io.github.spotifygateway.keys;

import java.util.Arrays;
import java.util.Base64;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What a {@link KeyRing} opens and what it does not.
 */
class KeyRingTests {

	private static final String SECRET = "a secret of somebody";

	private static final SecretContext CONTEXT = new SecretContext("table", "column", "row");

	private final KeyRing ring = ring("one", "two");

	@Test
	void opensItsOwnCiphertextInTheContextItWasMadeFor() {
		assertThat(this.ring.decrypt(this.ring.encrypt(SECRET, CONTEXT), CONTEXT)).isEqualTo(SECRET);
	}

	@ParameterizedTest
	@CsvSource({ "other,column,row", "table,other,row", "table,column,other", "tablec,olumn,row", "table,columnr,ow",
			"'',tablecolumn,row" })
	void doesNotOpenACiphertextInAnotherContext(String place, String field, String owner) {
		String ciphertext = this.ring.encrypt(SECRET, CONTEXT);
		assertDoesNotOpen(() -> this.ring.decrypt(ciphertext, new SecretContext(place, field, owner)));
	}

	@Test
	void encryptsWithTheFirstKeyAndDecryptsWithAll() {
		KeyRing rotated = ring("two", "one");
		assertThat(this.ring.encrypt(SECRET, CONTEXT)).startsWith("v1.one.");
		assertThat(rotated.encrypt(SECRET, CONTEXT)).startsWith("v1.two.");
		assertThat(rotated.primaryKeyId()).isEqualTo("two");
		assertThat(rotated.decrypt(this.ring.encrypt(SECRET, CONTEXT), CONTEXT)).isEqualTo(SECRET);
	}

	@Test
	void keyIdsStandInTheOrderOfTheRing() {
		assertThat(ring("z", "a", "m", "b", "y").keyIds()).containsExactly("z", "a", "m", "b", "y");
	}

	@Test
	void encryptsTheSameSecretDifferentlyEachTime() {
		assertThat(this.ring.encrypt(SECRET, CONTEXT)).isNotEqualTo(this.ring.encrypt(SECRET, CONTEXT));
	}

	@Test
	void namesTheKeyThatIsMissing() {
		String ciphertext = ring("gone").encrypt(SECRET, CONTEXT);
		assertThatExceptionOfType(DecryptionException.class).isThrownBy(() -> this.ring.decrypt(ciphertext, CONTEXT))
			.withMessageContaining("[gone]");
	}

	@Test
	void doesNotOpenACiphertextOfAnotherKeyWithTheSameId() {
		String ciphertext = new KeyRing(Arrays.asList(EncryptionKey.parse(EncryptionKey.generateEntry("one"))))
			.encrypt(SECRET, CONTEXT);
		assertDoesNotOpen(() -> this.ring.decrypt(ciphertext, CONTEXT));
	}

	@Test
	void doesNotOpenACiphertextThatNamesAnotherKeyOfTheRing() {
		String ciphertext = this.ring.encrypt(SECRET, CONTEXT).replace("v1.one.", "v1.two.");
		assertDoesNotOpen(() -> this.ring.decrypt(ciphertext, CONTEXT));
	}

	@Test
	void doesNotOpenACiphertextOfWhichOneBitChanged() {
		Ciphertext ciphertext = Ciphertext.parse(this.ring.encrypt(SECRET, CONTEXT));
		for (int i = 0; i < ciphertext.bytes().length; i++) {
			byte[] changed = ciphertext.bytes().clone();
			changed[i] ^= 1;
			String text = new Ciphertext("one", changed).toString();
			assertDoesNotOpen(() -> this.ring.decrypt(text, CONTEXT));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", SECRET, "v1.one.", "v1.one.AAAA", "v1.one.A", "v2.one.AAAA", "v1..AAAA", "v1.one.AA+A",
			"v1.one.AAAA\n" })
	void doesNotOpenWhatIsNoCiphertext(String text) {
		assertDoesNotOpen(() -> this.ring.decrypt(text, CONTEXT));
	}

	@Test
	void holdsAtLeastOneKey() {
		assertThatIllegalArgumentException().isThrownBy(() -> ring());
	}

	@Test
	void holdsEachKeyIdOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> ring("same", "other", "same"))
			.withMessageContaining("[same]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":", "c2VjcmV0", ":c2VjcmV0", "k:", "k:c2VjcmV0", "k:c2VjcmV0*", "k k:c2VjcmV0",
			"k.k:c2VjcmV0", "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk:c2VjcmV0",
			"k:c2VjcmV0AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", "k:c2VjcmV0AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
	void refusesAnEntryThatIsNoKeyWithoutRepeatingIt(String entry) {
		assertThatIllegalArgumentException().isThrownBy(() -> EncryptionKey.parse(entry))
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("must").message().doesNotContain("c2VjcmV0"))
			.withNoCause();
	}

	@Test
	void toleratesSpaceAroundIdAndKey() {
		String entry = EncryptionKey.generateEntry("key");
		String spaced = " " + entry.replace(":", " : ") + " ";
		assertThat(EncryptionKey.parse(spaced).id()).isEqualTo("key");
	}

	@Test
	void generatedEntryHoldsThirtyTwoBytesThatNeverRepeat() {
		String entry = EncryptionKey.generateEntry("key");
		assertThat(Base64.getDecoder().decode(entry.substring("key:".length()))).hasSize(32);
		assertThat(entry).startsWith("key:").isNotEqualTo(EncryptionKey.generateEntry("key"));
	}

	@Test
	void noTextOfARingOrAKeyHoldsTheKey() {
		String entry = EncryptionKey.generateEntry("key");
		String base64 = entry.substring("key:".length());
		EncryptionKey key = EncryptionKey.parse(entry);
		KeyProperties properties = new KeyProperties(Arrays.asList(entry), java.nio.file.Path.of("keys"));
		assertThat(key + " " + new KeyRing(Arrays.asList(key)) + " " + properties).doesNotContain(base64);
	}

	private static void assertDoesNotOpen(ThrowingCallable decryption) {
		Throwable thrown = catchThrowable(decryption);
		assertThat(thrown).isInstanceOf(DecryptionException.class);
		assertThat(thrown).hasMessageNotContaining(SECRET);
	}

	private static KeyRing ring(String... ids) {
		return new KeyRing(Arrays.stream(ids).map(KeyRingTests::key).toList());
	}

	private static EncryptionKey key(String id) {
		byte[] bytes = new byte[32];
		Arrays.fill(bytes, (byte) id.hashCode());
		return EncryptionKey.parse(id + ":" + Base64.getEncoder().encodeToString(bytes));
	}

}
