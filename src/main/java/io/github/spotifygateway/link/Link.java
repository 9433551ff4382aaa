package io.github.spotifygateway.link;

import java.time.Instant;
import java.util.Base64;
import java.util.Set;

import io.github.spotifygateway.keys.Sha256;

/**
 * What a link is for: whoever opens it gives a grant for this user.
 *
 * @param secretId 128 random bits that make it one of its own
 * @param user whose connection the grant becomes
 * @param scopes what to ask for besides what a login asks for
 * @param expiresAt until when it can be used
 */
public record Link(String secretId, CompanyUser user, Set<String> scopes, Instant expiresAt) {

	/**
	 * What is kept of the id.
	 */
	byte[] idHash() {
		return Sha256.of(this.secretId);
	}

	/**
	 * What its grant, as a ciphertext, is bound to.
	 */
	String owner() {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(idHash());
	}

	@Override
	public String toString() {
		return "Link[expiresAt=" + this.expiresAt + "]";
	}

}
