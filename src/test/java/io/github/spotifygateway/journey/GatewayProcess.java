package io.github.spotifygateway.journey;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.spotifygateway.simulator.SpotifySimulator;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import static org.awaitility.Awaitility.await;

/**
 * A gateway in a process of its own, as its users run it: the executable jar with the
 * credentials in its environment. It can be killed and started again, in the same
 * directory and on the same port.
 */
public final class GatewayProcess implements AutoCloseable {

	private static final List<String> JAVA = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar");

	private static final String READY = "redirect URI to register";

	private final Path directory;

	private final SpotifySimulator spotify;

	private final URI url;

	private final List<String> command;

	private int starts;

	private @Nullable Process process;

	/**
	 * Prepare a gateway that is not yet running.
	 * @param directory where it runs
	 * @param spotify the simulated Spotify it talks to
	 * @param settings what differs from the default, as {@code name=value}
	 */
	public GatewayProcess(Path directory, SpotifySimulator spotify, List<String> settings) {
		this(directory, spotify, command(), settings);
	}

	/**
	 * Prepare a gateway that another Java runs.
	 * @param directory where it runs
	 * @param spotify the simulated Spotify it talks to
	 * @param command what runs the executable jar, without arguments
	 * @param settings what differs from the default, as {@code name=value}
	 */
	public GatewayProcess(Path directory, SpotifySimulator spotify, List<String> command, List<String> settings) {
		this.command = new ArrayList<>(command);
		this.directory = directory;
		this.spotify = spotify;
		int port = FreePort.find();
		this.url = URI.create("http://127.0.0.1:" + port);
		this.command.addAll(List.of("--server.port=" + port, "--spotify-gateway.public-url=" + this.url,
				"--spotify-gateway.accounts-url=" + spotify.accountsUrl(),
				"--spotify-gateway.api-url=" + spotify.apiUrl(), "--spotify-gateway.doctor.check-at-start=false",
				"--spotify-gateway.access.new-tokens-per-hour=1000000",
				"--spotify-gateway.access.failed-tokens-per-minute=1000000",
				"--spotify-gateway.caller-limit.calls=1000000", "--spotify-gateway.caller-limit.at-once=1000"));
		settings.forEach((setting) -> this.command.add("--" + setting));
		Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
	}

	/**
	 * The jar that the build made.
	 */
	public static Path executableJar() {
		return Path.of(System.getProperty("executable-jar")).toAbsolutePath();
	}

	/**
	 * What runs that jar.
	 */
	public static List<String> command() {
		List<String> command = new ArrayList<>(JAVA);
		command.add(executableJar().toString());
		return command;
	}

	/**
	 * Where it is.
	 */
	public URI url() {
		return this.url;
	}

	/**
	 * A browser that has never been here.
	 */
	public Browser newBrowser() {
		return new Browser(this.url, this.spotify);
	}

	/**
	 * Its process id.
	 */
	public long pid() {
		Process running = this.process;
		Assert.state(running != null, "it has not been started");
		return running.pid();
	}

	/**
	 * Start it, and be back before it is ready.
	 */
	public synchronized void start() {
		this.starts++;
		ProcessBuilder builder = new ProcessBuilder(this.command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(outputFile());
		builder.environment().put("SPOTIFY_CLIENT_ID", this.spotify.clientId());
		builder.environment().put("SPOTIFY_CLIENT_SECRET", this.spotify.clientSecret());
		try {
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait until it has said that it is ready.
	 */
	public void awaitReady() {
		await().atMost(Duration.ofMinutes(3))
			.pollInterval(Duration.ofMillis(50))
			.failFast(this::requireRunning)
			.until(() -> output().contains(READY));
	}

	/**
	 * What it has written since it was last started.
	 */
	public String output() {
		try {
			return Files.readString(outputFile().toPath());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Ask it to end.
	 * @return whether it did so by itself
	 */
	public boolean stop() throws InterruptedException {
		Process running = this.process;
		if (running == null) {
			return false;
		}
		running.destroy();
		return running.waitFor(30, TimeUnit.SECONDS);
	}

	/**
	 * Kill it with a signal that it cannot notice, {@code SIGKILL}.
	 */
	public synchronized void kill() {
		Process running = this.process;
		if (running != null) {
			running.destroyForcibly().onExit().join();
		}
	}

	/**
	 * Let none of its files grow beyond a size, as on a full disk.
	 * @param bytes the size; {@link Long#MAX_VALUE} lifts the limit
	 */
	public void limitFileSize(long bytes) throws IOException, InterruptedException {
		Process running = this.process;
		if (running != null) {
			String limit = (bytes < Long.MAX_VALUE) ? Long.toString(bytes) : "unlimited";
			new ProcessBuilder("prlimit", "--pid", Long.toString(running.pid()), "--fsize=" + limit + ":unlimited")
				.inheritIO()
				.start()
				.waitFor();
		}
	}

	@Override
	public void close() {
		kill();
	}

	private void requireRunning() {
		Process running = this.process;
		if (running == null || !running.isAlive()) {
			throw new IllegalStateException("The gateway ended before it was ready:\n" + output());
		}
	}

	private File outputFile() {
		return this.directory.resolve("output-" + this.starts + ".log").toFile();
	}

}
