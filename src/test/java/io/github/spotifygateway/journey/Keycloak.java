package io.github.spotifygateway.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real Keycloak with the realm of a company, in a process of its own.
 */
final class Keycloak implements AutoCloseable {

	/** Its first start builds itself, which takes minutes on a busy machine. */
	private static final Duration PATIENCE = Duration.ofMinutes(8);

	private final HttpClient httpClient = HttpClient.newHttpClient();

	private final Process process;

	private final String realm;

	private Keycloak(Process process, String realm) {
		this.process = process;
		this.realm = realm;
	}

	/**
	 * Start one and wait until its realm is there.
	 * @param home where it was unpacked
	 */
	static Keycloak start(Path home) {
		int port = FreePort.find();
		try {
			Path realm = Files.createDirectories(home.resolve("data/import")).resolve("company.json");
			Files.copy(new ClassPathResource("keycloak-realm.json", Keycloak.class).getInputStream(), realm,
					StandardCopyOption.REPLACE_EXISTING);
			ProcessBuilder builder = new ProcessBuilder("bash", home.resolve("bin/kc.sh").toString(), "start-dev",
					"--db=dev-mem", "--import-realm", "--http-host=127.0.0.1", "--http-port=" + port);
			builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
			builder.environment().put("JAVA_OPTS_APPEND", "-Xmx768m -XX:TieredStopAtLevel=1");
			Path log = home.resolve("../keycloak.log");
			Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
			Keycloak keycloak = new Keycloak(process, "http://127.0.0.1:" + port + "/realms/company");
			keycloak.awaitRealm(log);
			return keycloak;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What its tokens name as issuer.
	 */
	String issuer() {
		return this.realm;
	}

	/**
	 * Sign a user in, whose password is the name.
	 * @return the tokens
	 */
	JsonNode signIn(String client, String user) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.realm + "/protocol/openid-connect/token"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(
					"grant_type=password&scope=openid&client_id=" + client + "&username=" + user + "&password=" + user))
			.build();
		try {
			HttpResponse<String> response = this.httpClient.send(request, BodyHandlers.ofString());
			assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
			return Json.read(response);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

	private void awaitRealm(Path log) {
		try {
			Awaitility.await().atMost(PATIENCE).until(() -> !this.process.isAlive() || hasRealm());
			assertThat(this.process.isAlive()).as("Keycloak runs, see %s", log).isTrue();
		}
		catch (RuntimeException | AssertionError ex) {
			close();
			throw ex;
		}
	}

	private boolean hasRealm() throws InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.realm + "/.well-known/openid-configuration"))
			.timeout(Duration.ofSeconds(30))
			.build();
		try {
			return this.httpClient.send(request, BodyHandlers.ofString()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
