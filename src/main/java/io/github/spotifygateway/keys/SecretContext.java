package io.github.spotifygateway.keys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where a secret is kept and whose it is. Bound to the ciphertext as associated data, so
 * that one moved to another place or another owner does not open there.
 *
 * @param place the kind of place, such as a table's name
 * @param field the field in that place, such as a column's name
 * @param owner what the field belongs to, such as a row's id; never something that
 * changes
 */
public record SecretContext(String place, String field, String owner) {

	private static final String FORMAT = "v1";

	byte[] associatedData() {
		ByteArrayOutputStream data = new ByteArrayOutputStream();
		for (String part : new String[] { FORMAT, this.place, this.field, this.owner }) {
			byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
			// with its length before it, no two lists of parts have the same bytes
			data.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
			data.writeBytes(bytes);
		}
		return data.toByteArray();
	}

}
