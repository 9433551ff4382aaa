package io.github.spotifygateway.keys;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.springframework.util.Assert;

/**
 * Encrypts and decrypts the secrets the gateway keeps, with AES-256-GCM. The first key
 * encrypts, all keys decrypt. A ciphertext names its key
 * ({@code v1.<key id>.<base64url>}) and opens only in the {@link SecretContext} it was
 * made for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5116">RFC 5116, authenticated
 * encryption with associated data</a>
 */
public final class KeyRing {

	private final Map<String, EncryptionKey> keys = new LinkedHashMap<>();

	private final EncryptionKey primary;

	KeyRing(Iterable<EncryptionKey> keys) {
		for (EncryptionKey key : keys) {
			Assert.isTrue(this.keys.put(key.id(), key) == null,
					() -> "key id [" + key.id() + "] must stand only once in the key ring");
		}
		Assert.notEmpty(this.keys, "key ring must hold a key");
		this.primary = this.keys.values().iterator().next();
	}

	/**
	 * Encrypt a secret with the first key.
	 * @param secret the secret
	 * @param context where it is kept and whose it is
	 * @return the ciphertext as printable text
	 */
	public String encrypt(String secret, SecretContext context) {
		return new Ciphertext(this.primary.id(), this.primary.encrypt(secret, context.associatedData())).toString();
	}

	/**
	 * Decrypt what {@link #encrypt} made.
	 * @param ciphertext the ciphertext as printable text
	 * @param context where it is kept and whose it is, as at encryption
	 * @return the secret
	 * @throws MissingKeyException if its key is not in the ring
	 * @throws DecryptionException if the text is malformed, or was made with another key
	 * or for another context
	 */
	public String decrypt(String ciphertext, SecretContext context) {
		Ciphertext parsed = Ciphertext.parse(ciphertext);
		EncryptionKey key = this.keys.get(parsed.keyId());
		if (key == null) {
			throw new MissingKeyException(parsed.keyId());
		}
		return key.decrypt(parsed.bytes(), context.associatedData());
	}

	/**
	 * The id of the key that encrypts.
	 * @return the first key's id
	 */
	public String primaryKeyId() {
		return this.primary.id();
	}

	/**
	 * The ids of all keys, in their order.
	 * @return the key ids
	 */
	public Set<String> keyIds() {
		return Collections.unmodifiableSet(this.keys.keySet());
	}

}
