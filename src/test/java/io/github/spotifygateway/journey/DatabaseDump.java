package io.github.spotifygateway.journey;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything a database holds, as someone who got hold of it could read it.
 */
final class DatabaseDump {

	private static final Pattern BINARY = Pattern.compile("X'(?<hex>(?:[0-9a-f]{2})*)'");

	private DatabaseDump() {
	}

	/**
	 * Dump an H2 database, binary columns both as they are and as text.
	 */
	static String of(JdbcClient database) {
		String script = String.join("\n", database.sql("script").query(String.class).list());
		return BINARY.matcher(script).replaceAll(DatabaseDump::readable);
	}

	private static String readable(MatchResult binary) {
		String hex = binary.group(1);
		String text = new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
		return Matcher.quoteReplacement("X'" + hex + "' -- " + text);
	}

}
