package io.github.spotifygateway.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What Linux and the JVM tell of a running server.
 *
 * @param pid its process id
 * @param javaHome the Java that runs it
 */
record ServerProcess(long pid, Path javaHome) {

	private static final int USER_TICKS = 11;

	private static final int SYSTEM_TICKS = 12;

	/** Linux's unit of time in {@code /proc}, the same on all machines Java runs on. */
	private static final Duration TICK = Duration.ofMillis(10);

	/**
	 * Bytes of the objects that live, after a full garbage collection.
	 */
	long liveBytes() throws IOException, InterruptedException {
		Process histogram = new ProcessBuilder(this.javaHome.resolve("bin").resolve("jcmd").toString(),
				Long.toString(this.pid), "GC.class_histogram")
			.start();
		String output = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		histogram.waitFor();
		String total = output.lines().filter((line) -> line.startsWith("Total")).findFirst().orElseThrow();
		return Long.parseLong(total.strip().split("\\s+")[2]);
	}

	/**
	 * Bytes of memory it has taken from the machine.
	 */
	long residentBytes() throws IOException {
		String line = Files.readAllLines(Path.of("/proc", Long.toString(this.pid), "status"))
			.stream()
			.filter((candidate) -> candidate.startsWith("VmRSS:"))
			.findFirst()
			.orElseThrow();
		return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
	}

	int openFiles() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(this.pid), "fd"))) {
			return (int) files.count();
		}
	}

	/**
	 * Time it has used of all processors together.
	 */
	Duration cpuTime() throws IOException {
		String stat = Files.readString(Path.of("/proc", Long.toString(this.pid), "stat"));
		// the name, in parentheses, may have spaces in it
		String[] columns = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
		return TICK.multipliedBy(Long.parseLong(columns[USER_TICKS]) + Long.parseLong(columns[SYSTEM_TICKS]));
	}

}
