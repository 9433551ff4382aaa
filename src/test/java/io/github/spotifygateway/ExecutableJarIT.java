package io.github.spotifygateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
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

	private static final Path JAR = Path.of(System.getProperty("executable-jar"));

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final HttpClient httpClient = HttpClient.newHttpClient();

	private final Map<String, String> cookies = new TreeMap<>();

	private final int port = freePort();

	private final URI url = URI.create("http://127.0.0.1:" + this.port);

	private Path directory;

	private Process process;

	private String startUp;

	@BeforeAll
	@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
	void start(@TempDir Path directory) throws IOException {
		this.directory = directory.toRealPath();
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		ProcessBuilder builder = new ProcessBuilder(java.toString(), "-jar", JAR.toAbsolutePath().toString(),
				"--spotify-gateway.accounts-url=" + this.spotify.accountsUrl(),
				"--spotify-gateway.api-url=" + this.spotify.apiUrl(), "--server.port=" + this.port,
				"--spotify-gateway.public-url=" + this.url)
			.directory(this.directory.toFile())
			.redirectErrorStream(true);
		builder.environment().put("SPOTIFY_CLIENT_ID", this.spotify.clientId());
		builder.environment().put("SPOTIFY_CLIENT_SECRET", this.spotify.clientSecret());
		this.process = builder.start();
		this.startUp = readUntilReady(this.process.inputReader(StandardCharsets.UTF_8));
	}

	@AfterAll
	void stop() throws InterruptedException {
		this.process.destroy();
		boolean ended = this.process.waitFor(30, TimeUnit.SECONDS);
		this.process.destroyForcibly().waitFor();
		this.spotify.close();
		assertThat(ended).as("ends by itself when it is asked to").isTrue();
	}

	@Test
	void startSaysWhatToRegisterAndThatItMadeAKeyAndNothingSecret() {
		assertThat(this.startUp)
			.contains("redirect URI to register in Spotify's dashboard: " + this.url + "/login/oauth2/code/spotify")
			.contains("Made a new encryption key in " + this.directory.resolve("data"))
			.doesNotContain(this.spotify.clientSecret(), "Exception", " ERROR ");
	}

	@Test
	void signedInUserSeesWhatIsPlaying() throws Exception {
		HttpResponse<String> start = get(this.url.resolve("/oauth2/authorization/spotify"));
		URI callback = this.spotify.approve(location(start), SimulatedUser.ALICE);
		assertThat(get(callback).statusCode()).isEqualTo(303);
		HttpResponse<String> nowPlaying = get(this.url.resolve("/api/me/now-playing"));
		assertThat(nowPlaying.statusCode()).isEqualTo(200);
		JsonNode playing = JsonMapper.shared().readTree(nowPlaying.body());
		assertThat(playing.get("state").asString()).isEqualTo("playing");
		assertThat(playing.get("title").asString()).isNotBlank();
	}

	@Test
	void pageAndItsAssetsAreInTheJar() throws Exception {
		assertThat(get(this.url).statusCode()).isEqualTo(200);
		assertThat(get(this.url.resolve("/assets/page.js")).statusCode()).isEqualTo(200);
	}

	@Test
	void dataIsForItsOwnerOnly() throws IOException {
		Path data = this.directory.resolve("data");
		assertThat(permissions(data)).isEqualTo("rwx------");
		assertThat(permissions(data.resolve("spotify-gateway.keys"))).isEqualTo("rw-------");
		assertThat(data.resolve("spotify-gateway.mv.db")).isNotEmptyFile();
	}

	@Test
	void executableJarHoldsTheGatewayAndNothingOfItsTests() throws IOException {
		List<String> entries = entries(JAR);
		assertThat(entries).contains("BOOT-INF/classes/io/github/spotifygateway/SpotifyGatewayApplication.class")
			.anyMatch((entry) -> entry.matches("BOOT-INF/lib/h2-.*\\.jar"))
			.anyMatch((entry) -> entry.matches("BOOT-INF/lib/spring-session-jdbc-.*\\.jar"));
		assertHoldsNothingOfTheTests(entries);
		assertThat(entries).noneMatch((entry) -> entry
			.matches("BOOT-INF/lib/(junit|assertj|mockito|archunit|playwright|wiremock|jetty|spring-boot-test).*"));
	}

	@Test
	void plainJarHoldsTheSameClassesAndNoLibraries() throws IOException {
		List<String> entries = entries(JAR.resolveSibling(JAR.getFileName().toString().replace("-exec", "")));
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

	private static String readUntilReady(BufferedReader output) throws IOException {
		StringBuilder read = new StringBuilder();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			read.append(line).append('\n');
			if (line.contains("redirect URI to register")) {
				return read.toString();
			}
		}
		throw new IllegalStateException("The gateway ended before it was ready:\n" + read);
	}

	private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
		if (!this.cookies.isEmpty()) {
			request.header("Cookie",
					this.cookies.entrySet().stream().map(Object::toString).collect(Collectors.joining("; ")));
		}
		HttpResponse<String> response = this.httpClient.send(request.build(), BodyHandlers.ofString());
		response.headers()
			.allValues("Set-Cookie")
			.forEach((text) -> HttpCookie.parse(text)
				.forEach((cookie) -> this.cookies.put(cookie.getName(), cookie.getValue())));
		return response;
	}

	private static URI location(HttpResponse<?> response) {
		return URI.create(response.headers().firstValue("Location").orElseThrow());
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

	private static List<String> entries(Path jar) throws IOException {
		try (JarFile file = new JarFile(jar.toFile())) {
			return file.stream().map(ZipEntry::getName).toList();
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
