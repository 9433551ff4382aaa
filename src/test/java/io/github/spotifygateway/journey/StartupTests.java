package io.github.spotifygateway.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotifygateway.SpotifyGatewayApplication;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What the start says, and what stops it.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupTests {

	private static final String CREDENTIALS = "spring.security.oauth2.client.registration.spotify.client-";

	private static final String KEY_MATERIAL = "c2VjcmV0";

	private final SpotifySimulator spotify = Gateway.shared().spotify();

	@Test
	void saysWhichRedirectUriToRegister(CapturedOutput output) {
		try (Gateway gateway = Gateway.start(this.spotify)) {
			assertThat(output.getOut())
				.containsPattern("(?m)redirect URI to register in Spotify's dashboard: \\Q" + gateway.url()
						+ "/login/oauth2/code/spotify\\E$")
				.contains("Open " + gateway.url() + "/ ");
		}
	}

	@Test
	void saysTheRedirectUriOfThePublicUrl(CapturedOutput output) {
		Gateway.start(this.spotify, "spotify-gateway.public-url=https://api.example/music/").close();
		assertThat(output.getOut())
			.containsPattern("(?m)dashboard: https://api\\.example/music/login/oauth2/code/spotify$");
	}

	@ParameterizedTest
	@ValueSource(strings = { "id", "secret" })
	void missingCredentialsStopItWithTheWayToGetThem(String missing, CapturedOutput output) {
		assertDoesNotStart(output, CREDENTIALS + missing + "=")
			.contains("client id and the client secret of your Spotify app are missing")
			.contains("SPOTIFY_CLIENT_ID", "SPOTIFY_CLIENT_SECRET", "https://developer.spotify.com/dashboard")
			.contains("mvn spring-boot:test-run");
	}

	@ParameterizedTest
	@ValueSource(strings = { "proxy.example", "10.0.0.0/33", "10.0.0" })
	void trustedProxyThatIsNoAddressStopsIt(String proxy, CapturedOutput output) {
		assertDoesNotStart(output, "spotify-gateway.trusted-proxies=127.0.0.1," + proxy)
			.contains("spotify-gateway.trusted-proxies [" + proxy + "]")
			.contains("List the addresses that your proxies connect from");
	}

	@ParameterizedTest
	@ValueSource(strings = { "native", "framework" })
	void serverThatBelievesForwardedHeadersOfAnybodyStopsIt(String strategy, CapturedOutput output) {
		assertDoesNotStart(output, "spotify-gateway.trusted-proxies=127.0.0.1",
				"server.forward-headers-strategy=" + strategy)
			.contains("server.forward-headers-strategy [" + strategy + "] lets the server believe")
			.contains("Set server.forward-headers-strategy: none");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:8080", "http://music.example", "https://music.example/?a=b", "/relative",
			"music.example" })
	void publicUrlThatSpotifyWouldRefuseStopsIt(String url, CapturedOutput output) {
		assertDoesNotStart(output, "spotify-gateway.public-url=" + url)
			.contains("spotify-gateway.public-url [" + url + "]")
			.contains("Set it to the address browsers use: https://your.host");
	}

	@Test
	void leaseThatMayEndBeforeTheRefreshStopsIt(CapturedOutput output) {
		assertDoesNotStart(output, "spotify-gateway.refresh.lease=20s", "spotify-gateway.refresh.deadline=20s")
			.contains("A refresh may take as long as its lease")
			.contains("Make spotify-gateway.refresh.lease longer than spotify-gateway.refresh.deadline.");
	}

	@Test
	void missingKeyOfStoredTokensStopsItAndChangesNothing(@TempDir Path directory, CapturedOutput output) {
		List<Map<String, Object>> before = signInAndStop(directory);
		assertDoesNotStart(output, inFile(directory), "spotify-gateway.keys.ring=other:" + key(32))
			.contains("Stored tokens were encrypted with key [test], which is not in the key ring.")
			.contains("Put the key that was in use back into the key ring.");
		assertThat(rows(directory)).isEqualTo(before);
	}

	@Test
	void otherKeyWithTheSameIdStopsItAndChangesNothing(@TempDir Path directory, CapturedOutput output) {
		List<Map<String, Object>> before = signInAndStop(directory);
		assertDoesNotStart(output, inFile(directory), "spotify-gateway.keys.ring=test:" + key(32))
			.contains("The key ring has a key [test], but it is not the one that encrypted the stored tokens.")
			.contains("Put the key that was in use back into the key ring.");
		assertThat(rows(directory)).isEqualTo(before);
	}

	@Test
	void lostKeyFileStopsItAndChangesNothing(@TempDir Path directory, CapturedOutput output) {
		List<Map<String, Object>> before = signInAndStop(directory);
		assertDoesNotStart(output, inFile(directory), "spotify-gateway.keys.ring=",
				"spotify-gateway.keys.file=" + directory.resolve("keys"))
			.contains("Stored tokens were encrypted with key [test]");
		assertThat(rows(directory)).isEqualTo(before);
	}

	@Test
	void furtherKeyBeforeTheOneInUseDoesNotStopIt(@TempDir Path directory) {
		List<Map<String, Object>> before = signInAndStop(directory);
		Gateway.start(this.spotify, inFile(directory), "spotify-gateway.keys.ring=next:" + key(32) + "," + Gateway.KEY)
			.close();
		assertThat(rows(directory)).isEqualTo(before);
	}

	static Stream<Named<String>> malformedRings() {
		return Stream.of(Named.of("no colon", key(32)), Named.of("no base64", "k:" + key(32) + "*"),
				Named.of("31 bytes", "k:" + key(31)), Named.of("same id twice", "k:" + key(32) + ",k:" + key(32)),
				Named.of("good and bad", Gateway.KEY + ",k:" + key(31)));
	}

	@ParameterizedTest
	@MethodSource("malformedRings")
	void malformedKeyRingStopsItWithoutShowingAnyKey(String ring, CapturedOutput output) {
		assertDoesNotStart(output, "spotify-gateway.keys.ring=" + ring)
			.contains("The key ring in spotify-gateway.keys.ring cannot be used: ")
			.contains("A new entry is what `keys generate` prints; entries stand in a list, separated by commas.")
			.doesNotContain(KEY_MATERIAL);
	}

	@Test
	void malformedKeyFileStopsItWithoutShowingAnyKey(@TempDir Path directory, CapturedOutput output) throws Exception {
		Path file = keyFile(directory, "k:" + key(31), "rw-------");
		assertDoesNotStart(output, "spotify-gateway.keys.ring=", "spotify-gateway.keys.file=" + file)
			.contains("The key ring in the key file " + file + " cannot be used: key [k] must be 32 bytes long.")
			.doesNotContain(KEY_MATERIAL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-r--r--", "rw--w----" })
	void keyFileThatOthersMayUseStopsIt(String permissions, @TempDir Path directory, CapturedOutput output)
			throws Exception {
		Path file = keyFile(directory, "k:" + key(32), permissions);
		assertDoesNotStart(output, "spotify-gateway.keys.ring=", "spotify-gateway.keys.file=" + file)
			.contains("The key file " + file + " can be read or written by other users.")
			.contains("chmod 600 " + file)
			.doesNotContain(KEY_MATERIAL);
	}

	@Test
	void emptyKeyFileStopsIt(@TempDir Path directory, CapturedOutput output) throws Exception {
		Path file = keyFile(directory, "", "rw-------");
		assertDoesNotStart(output, "spotify-gateway.keys.ring=", "spotify-gateway.keys.file=" + file)
			.contains("key ring must hold a key");
	}

	private AbstractStringAssert<?> assertDoesNotStart(CapturedOutput output, String... settings) {
		String[] arguments = Stream
			.concat(Stream.of("server.port=0", CREDENTIALS + "id=" + this.spotify.clientId(),
					CREDENTIALS + "secret=" + this.spotify.clientSecret(), "spotify-gateway.keys.ring=" + Gateway.KEY,
					"spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID()), Stream.of(settings))
			.collect(Collectors.toMap((setting) -> setting.split("=", 2)[0], (setting) -> "--" + setting,
					(first, second) -> second))
			.values()
			.toArray(String[]::new);
		int start = output.getAll().length();
		assertThatException().isThrownBy(() -> SpotifyGatewayApplication.main(arguments));
		String printed = output.getAll().substring(start);
		return assertThat(printed).contains("APPLICATION FAILED TO START", "Description:", "Action:")
			.doesNotContain("\tat ")
			.doesNotContain(this.spotify.clientSecret());
	}

	private List<Map<String, Object>> signInAndStop(Path directory) {
		try (Gateway gateway = Gateway.start(this.spotify, inFile(directory))) {
			gateway.newBrowser().signIn(SimulatedUser.ALICE);
			gateway.newBrowser().signIn(SimulatedUser.BOB);
		}
		List<Map<String, Object>> rows = rows(directory);
		assertThat(rows).hasSize(2);
		return rows;
	}

	private static List<Map<String, Object>> rows(Path directory) {
		String url = "jdbc:h2:file:" + directory.resolve("db");
		return JdbcClient.create(new DriverManagerDataSource(url, "sa", ""))
			.sql("select * from connection order by id")
			.query()
			.listOfRows();
	}

	private static String inFile(Path directory) {
		return "spring.datasource.url=jdbc:h2:file:" + directory.resolve("db") + ";WRITE_DELAY=0";
	}

	private static Path keyFile(Path directory, String text, String permissions) throws Exception {
		Path file = Files.writeString(directory.resolve("keys"), text);
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
	}

	/**
	 * A key that is easily found in a text.
	 */
	private static String key(int bytes) {
		byte[] key = new byte[bytes];
		System.arraycopy(Base64.getDecoder().decode(KEY_MATERIAL), 0, key, 0, 6);
		return Base64.getEncoder().encodeToString(key);
	}

}
