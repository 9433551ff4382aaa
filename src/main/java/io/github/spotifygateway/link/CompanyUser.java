package io.github.spotifygateway.link;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.github.spotifygateway.keys.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A user of a company, as its tokens name one.
 *
 * @param issuer who says so
 * @param subject the user, unique at the issuer and never given to another
 * @param name what the user is called there, to be shown and for nothing else
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.2">RFC 7519, Subject
 * Claim</a>
 */
public record CompanyUser(String issuer, String subject, @Nullable String name) {

	/** No user of Spotify has a name that begins like this. */
	private static final String PREFIX = "jwt:";

	/**
	 * The name of the user's connection.
	 * @return another one for every other issuer or subject
	 */
	public String principalName() {
		ByteArrayOutputStream identity = new ByteArrayOutputStream();
		for (String part : new String[] { this.issuer, this.subject }) {
			byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
			// with its length before it, no two pairs have the same bytes
			identity.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
			identity.writeBytes(bytes);
		}
		return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(identity.toByteArray()));
	}

	/**
	 * Whether a connection is that of a company's user.
	 * @param principalName the name of the connection
	 * @return {@code false} for someone who signed in at Spotify
	 */
	public static boolean isNamed(String principalName) {
		return principalName.startsWith(PREFIX);
	}

}
