package io.github.spotifygateway;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import io.github.spotifygateway.journey.Browser;
import io.github.spotifygateway.journey.GatewayProcess;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar as its users run it: a process of its own with credentials in its environment
 * and nothing around it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ExecutableJarIT {

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final Path directory;

	private final GatewayProcess gateway;

	ExecutableJarIT(@TempDir Path directory) throws IOException {
		this.directory = directory.toRealPath();
		this.gateway = new GatewayProcess(this.directory, this.spotify, List.of());
	}

	@BeforeAll
	void start() {
		this.gateway.start();
		this.gateway.awaitReady();
	}

	@AfterAll
	void stop() throws InterruptedException {
		boolean ended = this.gateway.stop();
		this.gateway.close();
		this.spotify.close();
		assertThat(ended).as("ends by itself when it is asked to").isTrue();
	}

	@Test
	void startSaysWhatToRegisterAndThatItMadeAKeyAndNothingSecret() {
		assertThat(this.gateway.output())
			.contains("redirect URI to register in Spotify's dashboard: " + this.gateway.url()
					+ "/login/oauth2/code/spotify")
			.contains("Made a new encryption key in " + this.directory.resolve("data"))
			.doesNotContain(this.spotify.clientSecret(), "Exception", " ERROR ");
	}

	@Test
	void signedInUserSeesWhatIsPlaying() {
		Browser browser = this.gateway.newBrowser();
		assertThat(browser.signIn(SimulatedUser.ALICE).statusCode()).isEqualTo(303);
		HttpResponse<String> nowPlaying = browser.get("/api/me/now-playing");
		assertThat(nowPlaying.statusCode()).isEqualTo(200);
		JsonNode playing = JsonMapper.shared().readTree(nowPlaying.body());
		assertThat(playing.get("state").asString()).isEqualTo("playing");
		assertThat(playing.get("title").asString()).isNotBlank();
	}

	@Test
	void pageAndItsAssetsAreInTheJar() {
		Browser browser = this.gateway.newBrowser();
		assertThat(browser.get("/").statusCode()).isEqualTo(200);
		assertThat(browser.get("/assets/page.js").statusCode()).isEqualTo(200);
	}

	@Test
	void dataIsForItsOwnerOnly() throws IOException {
		Path data = this.directory.resolve("data");
		assertThat(permissions(data)).isEqualTo("rwx------");
		assertThat(permissions(data.resolve("spotify-gateway.keys"))).isEqualTo("rw-------");
		assertThat(data.resolve("spotify-gateway.mv.db")).isNotEmptyFile();
	}

	@Test
	void generatesAKeyWithoutCredentialsDatabaseOrServer(@TempDir Path empty) throws Exception {
		Answer answer = run(empty, Map.of(), "keys", "generate");
		assertThat(answer.output()).matches("k[0-9a-f]{8}:[A-Za-z0-9+/]{43}=\\R");
		assertThat(answer.code()).isZero();
		assertThat(empty).isEmptyDirectory();
	}

	@Test
	void keysStatusNeedsNoCredentialsAndStartsNoServer(@TempDir Path empty) throws Exception {
		Answer answer = run(empty, Map.of(), "keys", "status", "--server.port=" + this.gateway.url().getPort());
		assertThat(answer.output()).matches("Nothing is stored, and the key file \\S+ is not there yet: .*\\R");
		assertThat(answer.code()).isZero();
		assertThat(empty).isEmptyDirectory();
	}

	@Test
	void keysStatusBesideARunningServerSaysWhyH2CannotBeOpened() throws Exception {
		Answer answer = run(this.directory, Map.of(), "keys", "status");
		assertThat(answer.output()).contains("Another process has the H2 database", "spotify-gateway.mv.db", "Stop the")
			.doesNotContain("Exception", "\tat ");
		assertThat(answer.code()).isEqualTo(1);
	}

	@Test
	void secondServerInTheSameDirectorySaysWhyItDoesNotStart() throws Exception {
		Answer answer = run(this.directory, credentials(), "--server.port=0",
				"--spotify-gateway.public-url=" + this.gateway.url());
		assertThat(answer.output())
			.contains("APPLICATION FAILED TO START", "Another process has the H2 database", "Stop the gateway")
			.doesNotContain("\tat ", this.spotify.clientSecret());
		assertThat(answer.code()).isEqualTo(1);
	}

	@Test
	void executableJarHoldsTheGatewayAndNothingOfItsTests() throws IOException {
		List<String> entries = entries(GatewayProcess.executableJar());
		assertThat(entries).contains("BOOT-INF/classes/io/github/spotifygateway/SpotifyGatewayApplication.class")
			.anyMatch((entry) -> entry.matches("BOOT-INF/lib/h2-.*\\.jar"))
			.anyMatch((entry) -> entry.matches("BOOT-INF/lib/spring-session-jdbc-.*\\.jar"));
		assertHoldsNothingOfTheTests(entries);
		assertThat(entries).noneMatch((entry) -> entry
			.matches("BOOT-INF/lib/(junit|assertj|mockito|archunit|playwright|wiremock|jetty|spring-boot-test).*"));
	}

	@Test
	void plainJarHoldsTheSameClassesAndNoLibraries() throws IOException {
		List<String> entries = entries(Path.of(GatewayProcess.executableJar().toString().replace("-exec", "")));
		assertThat(entries)
			.contains("io/github/spotifygateway/SpotifyGatewayApplication.class",
					"META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports")
			.noneMatch((entry) -> entry.startsWith("BOOT-INF") || entry.endsWith(".jar"));
		assertHoldsNothingOfTheTests(entries);
	}

	private static void assertHoldsNothingOfTheTests(List<String> entries) {
		assertThat(entries).noneMatch((entry) -> entry.contains("simulator"))
			.noneMatch((entry) -> entry.toLowerCase(Locale.ROOT).contains("wiremock"))
			.noneMatch((entry) -> entry.matches(".*(Tests|IT|DemoApplication)(\\$.*)?\\.class"))
			.noneMatch((entry) -> entry.contains("classes/spotify/") || entry.startsWith("spotify/"));
	}

	private Map<String, String> credentials() {
		return Map.of("SPOTIFY_CLIENT_ID", this.spotify.clientId(), "SPOTIFY_CLIENT_SECRET",
				this.spotify.clientSecret());
	}

	private static Answer run(Path directory, Map<String, String> environment, String... args) throws Exception {
		List<String> command = new ArrayList<>(GatewayProcess.command());
		command.addAll(List.of(args));
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> name.startsWith("SPOTIFY_"));
		builder.environment().putAll(environment);
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Answer(process.waitFor(), output);
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

	private static List<String> entries(Path jar) throws IOException {
		try (JarFile file = new JarFile(jar.toFile())) {
			return file.stream().map(ZipEntry::getName).toList();
		}
	}

	/**
	 * What a command answered.
	 */
	private record Answer(int code, String output) {
	}

}
