package io.github.spotifygateway.journey;

import java.net.URI;
import java.util.stream.Stream;

/**
 * A request whose end two servers may see in two places, and another one hidden behind
 * one of them.
 *
 * @param name what is ambiguous
 * @param fields the header fields that are
 * @param body what comes behind them, in which {@code %s} is the hidden request
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-11.2">RFC 9112, Request
 * Smuggling</a>
 */
record AmbiguousRequest(String name, String fields, String body) {

	/** What the request itself is about. */
	static final String PATH = "/v1/me/tracks";

	private static final String CHUNKED_BODY = "0\r\n\r\n%s";

	private static final String LONG_BODY = "%s";

	static Stream<AmbiguousRequest> all() {
		return Stream.of(
				new AmbiguousRequest("length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked",
						CHUNKED_BODY),
				new AmbiguousRequest("chunks and length", "Transfer-Encoding: chunked\r\nContent-Length: 500",
						CHUNKED_BODY),
				new AmbiguousRequest("two lengths", "Content-Length: 0\r\nContent-Length: 500", LONG_BODY),
				new AmbiguousRequest("two lengths in one", "Content-Length: 0, 500", LONG_BODY),
				new AmbiguousRequest("the same length twice", "Content-Length: 0\r\nContent-Length: 0", LONG_BODY),
				new AmbiguousRequest("length with a sign", "Content-Length: +0", LONG_BODY),
				new AmbiguousRequest("negative length", "Content-Length: -1", LONG_BODY),
				new AmbiguousRequest("hexadecimal length", "Content-Length: 0x0", LONG_BODY),
				new AmbiguousRequest("huge length", "Content-Length: 18446744073709551616", LONG_BODY),
				new AmbiguousRequest("empty length", "Content-Length: ", LONG_BODY),
				new AmbiguousRequest("chunks, then identity", "Transfer-Encoding: chunked, identity", CHUNKED_BODY),
				new AmbiguousRequest("identity, then chunks", "Transfer-Encoding: identity, chunked", CHUNKED_BODY),
				new AmbiguousRequest("identity", "Transfer-Encoding: identity", CHUNKED_BODY),
				new AmbiguousRequest("chunks twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
						CHUNKED_BODY),
				new AmbiguousRequest("unknown encoding", "Transfer-Encoding: xchunked", CHUNKED_BODY),
				new AmbiguousRequest("encoding with a control character", "Transfer-Encoding: \u000bchunked",
						CHUNKED_BODY),
				new AmbiguousRequest("encoding with a parameter", "Transfer-Encoding: chunked;a=b", CHUNKED_BODY),
				new AmbiguousRequest("space before the colon", "Transfer-Encoding : chunked\r\nContent-Length: 500",
						CHUNKED_BODY),
				new AmbiguousRequest("folded line", "Content-Length: 0\r\n Transfer-Encoding: chunked", LONG_BODY),
				new AmbiguousRequest("bare line feed", "X: y\nTransfer-Encoding: chunked\r\nContent-Length: 500",
						CHUNKED_BODY),
				new AmbiguousRequest("bare carriage return", "X: y\rTransfer-Encoding: chunked\r\nContent-Length: 0",
						LONG_BODY),
				new AmbiguousRequest("zero byte", "X: y\u0000\r\nContent-Length: 0", LONG_BODY),
				new AmbiguousRequest("chunk size with a sign", "Transfer-Encoding: chunked", "+0\r\n\r\n%s"),
				new AmbiguousRequest("hexadecimal prefix of a chunk", "Transfer-Encoding: chunked", "0x0\r\n\r\n%s"),
				new AmbiguousRequest("huge chunk", "Transfer-Encoding: chunked", "10000000000000000\r\n\r\n%s"),
				new AmbiguousRequest("chunk that is longer than it says", "Transfer-Encoding: chunked",
						"1\r\n12\r\n0\r\n\r\n%s"),
				new AmbiguousRequest("chunk extension over a bare line feed", "Transfer-Encoding: chunked",
						"2;\nxx\r\n0\r\n\r\n%s"));
	}

	/**
	 * The request.
	 * @param server the server it is for
	 * @param token who sends it
	 * @param hidden the path of the hidden request
	 */
	String bytes(URI server, String token, String hidden) {
		String head = " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: Bearer " + token + "\r\n";
		return "PUT " + PATH + head + "Content-Type: application/json\r\n" + this.fields + "\r\n\r\n"
				+ this.body.formatted("GET " + hidden + head + "Connection: close\r\n\r\n");
	}

	@Override
	public String toString() {
		return this.name;
	}

}
