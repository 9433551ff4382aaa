package io.github.spotifygateway.relay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

import io.github.spotifygateway.relay.RandomJson.Document;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Links in any JSON, in any spelling, however it arrives: what a JSON parser finds, and
 * nothing else.
 */
class LinkRewriterPropertyTests {

	@Property
	void bytesOutsideOfLinksStayAsTheyAre(@ForAll("documents") Document json, @ForAll("randoms") Random chunks)
			throws IOException {
		assertThat(rewrite(bytes(json.before()), chunks)).asString(StandardCharsets.UTF_8).isEqualTo(json.after());
	}

	@Property
	void parserFindsTheSameLinks(@ForAll("documents") Document json, @ForAll("randoms") Random chunks)
			throws IOException {
		JsonNode expected = withOwnLinks(JsonMapper.shared().readTree(json.before()), false);
		assertThat(JsonMapper.shared().readTree(rewrite(bytes(json.before()), chunks))).isEqualTo(expected);
	}

	@Property
	void documentThatBreaksOffIsPassedAsFarAsItGoes(@ForAll("documents") Document json,
			@ForAll("randoms") Random random) throws IOException {
		byte[] whole = bytes(json.before());
		byte[] part = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
		byte[] expected = bytes(json.after());
		byte[] rewritten = rewrite(part, random);
		int same = Arrays.mismatch(rewritten, expected);
		// from where they differ on, it is the beginning of a link that is not yet one
		String rest = (same < 0 || same == rewritten.length) ? ""
				: new String(rewritten, same, rewritten.length - same, StandardCharsets.UTF_8);
		assertThat(part).asString(StandardCharsets.UTF_8).endsWith(rest);
	}

	@Property
	void bytesWithoutALinkStayAsTheyAre(@ForAll byte[] bytes, @ForAll("randoms") Random chunks) throws IOException {
		assertThat(rewrite(bytes, chunks)).isEqualTo(bytes);
	}

	@Property
	void nonsenseWithoutALinkStaysAsItIs(@ForAll("nonsense") String json, @ForAll("randoms") Random chunks)
			throws IOException {
		assertThat(rewrite(bytes(json), chunks)).isEqualTo(bytes(json));
	}

	@Provide
	Arbitrary<Document> documents() {
		return Arbitraries.randomValue(RandomJson::make);
	}

	@Provide
	Arbitrary<Random> randoms() {
		return Arbitraries.randoms();
	}

	@Provide
	Arbitrary<String> nonsense() {
		return Arbitraries
			.of("{", "}", "[", "]", ":", ",", "\"", "\"href\"", "\"next\":", "\"http://a.b/v", "http://a.b", "\\",
					"\\u", "\\u00", "\\u002", "\\uzzzz", "\\x", "\\/", "\u00fc", "\ud83d\ude00", "\u0000", " ", "\n",
					"0", "nul")
			.list()
			.ofMaxSize(30)
			.map((pieces) -> String.join("", pieces));
	}

	private static JsonNode withOwnLinks(JsonNode node, boolean link) {
		if (node instanceof ObjectNode object) {
			for (Map.Entry<String, JsonNode> member : object.properties()) {
				member.setValue(withOwnLinks(member.getValue(), RandomJson.LINKS.contains(member.getKey())));
			}
		}
		else if (node instanceof ArrayNode array) {
			for (int index = 0; index < array.size(); index++) {
				array.set(index, withOwnLinks(array.get(index), false));
			}
		}
		else if (link && node.isString() && RandomJson.isLink(node.asString())) {
			return StringNode.valueOf(RandomJson.TO + node.asString().substring(RandomJson.FROM.length()));
		}
		return node;
	}

	private static byte[] rewrite(byte[] json, Random chunks) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		new LinkRewriter(RandomJson.FROM, RandomJson.TO, out).rewrite(new Chunks(json, chunks));
		return out.toByteArray();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Gives bytes in pieces of any length, as a connection does.
	 */
	private static final class Chunks extends ByteArrayInputStream {

		private final Random random;

		private final int most;

		Chunks(byte[] bytes, Random random) {
			super(bytes);
			this.random = random;
			this.most = 1 + random.nextInt(50);
		}

		@Override
		public int read(byte[] buffer, int offset, int length) {
			return super.read(buffer, offset, Math.min(length, 1 + this.random.nextInt(this.most)));
		}

		@Override
		public int available() {
			return this.random.nextInt(2);
		}

	}

}
