package io.github.spotifygateway.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A call of a client, and what Spotify is to be called instead. In a file, lines that
 * begin with {@code >} are what the client sends, with {@code =} what arrives at Spotify,
 * and with {@code <} the status of the answer; a body is on a line of its own.
 *
 * @param call what the client sends
 * @param arriving what arrives at Spotify
 * @param status the status the client gets
 */
record GoldenExchange(Message call, List<Message> arriving, int status) {

	static List<GoldenExchange> read(Path file) {
		try {
			return Arrays.stream(Files.readString(file).split("\n\n+")).map(GoldenExchange::of).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static GoldenExchange of(String text) {
		List<String> lines = text.lines().toList();
		String status = lines.get(lines.size() - 1);
		return new GoldenExchange(messages(lines, "> ").get(0), messages(lines, "= "),
				Integer.parseInt(status.substring("< ".length())));
	}

	private static List<Message> messages(List<String> lines, String mark) {
		List<Message> messages = new ArrayList<>();
		marked(lines, mark).forEach((line) -> {
			if (line.matches("[A-Z]+ /.*")) {
				messages.add(Message.of(line, ""));
			}
			else {
				Message last = messages.remove(messages.size() - 1);
				messages.add(Message.of(last.line(), line));
			}
		});
		return messages;
	}

	private static Stream<String> marked(List<String> lines, String mark) {
		return lines.stream().filter((line) -> line.startsWith(mark)).map((line) -> line.substring(mark.length()));
	}

	/**
	 * A request.
	 *
	 * @param line its method and its target, decoded
	 * @param body its body, empty if there is none
	 */
	record Message(String line, String body) {

		static Message of(String line, String body) {
			return new Message(URLDecoder.decode(line, StandardCharsets.UTF_8), body);
		}

		String method() {
			return this.line.split(" ")[0];
		}

		String target() {
			return this.line.split(" ", 2)[1];
		}

	}

}
