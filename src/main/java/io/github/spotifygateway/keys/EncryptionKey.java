package io.github.spotifygateway.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.AesGcmParameters.Variant;
import com.google.crypto.tink.util.SecretBytes;

import org.springframework.util.Assert;

/**
 * One AES-256-GCM key of the ring, in Google Tink's keeping.
 */
final class EncryptionKey {

	/** What a key's id looks like. */
	static final String ID = "[A-Za-z0-9][A-Za-z0-9_-]{0,31}";

	private static final Pattern ID_PATTERN = Pattern.compile(ID);

	private static final int BYTES = 32;

	private final String id;

	private final Aead aead;

	private EncryptionKey(String id, Aead aead) {
		this.id = id;
		this.aead = aead;
	}

	/**
	 * Read a key from a ring's entry.
	 * @param entry {@code id:base64} of 32 bytes
	 * @return the key
	 * @throws IllegalArgumentException if the entry has another form; the message never
	 * holds the key
	 */
	static EncryptionKey parse(String entry) {
		int colon = entry.indexOf(':');
		Assert.isTrue(colon > 0, "entry must have the form id:base64");
		String id = entry.substring(0, colon).strip();
		Assert.isTrue(ID_PATTERN.matcher(id).matches(), "key id must be 1 to 32 letters, digits, '-' or '_'");
		return new EncryptionKey(id, aead(decode(id, entry.substring(colon + 1).strip())));
	}

	/**
	 * Make a new entry for a ring.
	 * @param id the id it shall have
	 * @return {@code id:base64} of 32 random bytes
	 */
	static String generateEntry(String id) {
		byte[] bytes = new byte[BYTES];
		new SecureRandom().nextBytes(bytes);
		return id + ":" + Base64.getEncoder().encodeToString(bytes);
	}

	/**
	 * Make an id for a new key. Ids never repeat, so that what an earlier key encrypted
	 * names a key that is missing.
	 */
	static String newId() {
		return "k" + UUID.randomUUID().toString().substring(0, 8);
	}

	String id() {
		return this.id;
	}

	byte[] encrypt(String secret, byte[] associatedData) {
		try {
			return this.aead.encrypt(secret.getBytes(StandardCharsets.UTF_8), associatedData);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("key [" + this.id + "] could not encrypt", ex);
		}
	}

	String decrypt(byte[] ciphertext, byte[] associatedData) {
		try {
			return new String(this.aead.decrypt(ciphertext, associatedData), StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException ex) {
			throw new DecryptionException("key [" + this.id + "] does not open this ciphertext in its context", ex);
		}
	}

	private static byte[] decode(String id, String base64) {
		byte[] bytes;
		try {
			bytes = Base64.getDecoder().decode(base64);
		}
		catch (IllegalArgumentException ex) {
			// not as the cause: its message quotes what it read
			throw new IllegalArgumentException("key [" + id + "] must be base64");
		}
		Assert.isTrue(bytes.length == BYTES, () -> "key [" + id + "] must be 32 bytes long");
		return bytes;
	}

	private static Aead aead(byte[] bytes) {
		try {
			AeadConfig.register();
			AesGcmKey key = AesGcmKey.builder()
				.setParameters(parameters())
				.setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
				.build();
			KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(key).withFixedId(1).makePrimary();
			return KeysetHandle.newBuilder()
				.addEntry(entry)
				.build()
				.getPrimitive(RegistryConfiguration.get(), Aead.class);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("AES-256-GCM is not available", ex);
		}
	}

	private static AesGcmParameters parameters() throws GeneralSecurityException {
		return AesGcmParameters.builder()
			.setKeySizeBytes(BYTES)
			.setIvSizeBytes(12)
			.setTagSizeBytes(16)
			.setVariant(Variant.NO_PREFIX)
			.build();
	}

}
