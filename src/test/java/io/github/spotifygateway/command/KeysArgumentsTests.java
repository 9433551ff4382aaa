package io.github.spotifygateway.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Properties;

import io.github.spotifygateway.command.KeysArguments.Action;
import io.github.spotifygateway.keys.KeyRingSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What may stand behind {@code keys} on the command line.
 */
class KeysArgumentsTests {

	@ParameterizedTest
	@CsvSource({ "generate,GENERATE", "rotate,ROTATE", "reencrypt,REENCRYPT", "status,STATUS" })
	void namesAnAction(String word, Action action) {
		assertThat(KeysArguments.parse(word)).hasValueSatisfying((arguments) -> {
			assertThat(arguments.action()).isEqualTo(action);
			assertThat(arguments.keyId()).isNull();
			assertThat(arguments.settings()).isEmpty();
		});
	}

	@Test
	void settingsStandAnywhere() {
		assertThat(KeysArguments.parse("--a=1", "rotate", "--b", "k1", "--c=x y")).hasValueSatisfying((arguments) -> {
			assertThat(arguments.action()).isEqualTo(Action.ROTATE);
			assertThat(arguments.keyId()).isEqualTo("k1");
			assertThat(arguments.settings()).containsExactly("--a=1", "--b", "--c=x y");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-h", "help", "other", "STATUS", "status k1", "generate k1", "reencrypt k1",
			"rotate k1 k2", "--spotify-gateway.keys.file=x" })
	void anythingElseIsAnsweredWithTheUsage(String line) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		int code = new KeysCommand(new Properties(), new PrintStream(out), new PrintStream(err))
			.run(line.isEmpty() ? new String[0] : line.split(" "));
		assertThat(code).isEqualTo(2);
		assertThat(out.size()).isZero();
		assertThat(err.toString()).startsWith("Usage: keys ").contains("generate", "rotate", "reencrypt", "status");
	}

	@Test
	void helpIsNoMistake() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int code = new KeysCommand(new Properties(), new PrintStream(out), System.err).run("--help");
		assertThat(code).isZero();
		assertThat(out.toString()).startsWith("Usage: keys ");
	}

	@Test
	void ringThatCannotBeReadIsNotShown() {
		String key = KeyRingSource.generateEntry();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		int code = new KeysCommand(new Properties(), System.out, new PrintStream(err)).run("status",
				"--spotify-gateway.keys.ring[1]=" + key);
		assertThat(code).isOne();
		assertThat(err.toString()).contains("The settings under spotify-gateway.keys.ring cannot be read.")
			.doesNotContain(key, key.split(":", 2)[1]);
	}

}
