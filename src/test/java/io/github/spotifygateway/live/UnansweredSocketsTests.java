package io.github.spotifygateway.live;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Linux tells of connections whose other end does not answer.
 */
class UnansweredSocketsTests {

	private static final String HEADER = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt\n";

	@TempDir
	private Path directory;

	@Test
	void onlyThoseThatWereSentToOftenAreUnanswered() throws IOException {
		Path table = Files.writeString(this.directory.resolve("tcp"), HEADER + """
				   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100
				   1: 0100007F:1F90 0200000A:C001 01 00000003:00000000 01:00000010 00000006     0        0 2 2 0 20
				   2: 0100007F:1F90 0300000A:C002 01 00000003:00000000 01:00000010 00000005     0        0 3 2 0 20
				   3: 0100007F:1F90 0400000A:C003 01 00000003:00000000 01:00000010 0000000A     0        0 4 2 0 20
				""");
		assertThat(new UnansweredSockets(List.of(table)).remoteAddresses()).containsExactlyInAnyOrder(
				InetSocketAddress.createUnresolved("10.0.0.2", 0xC001),
				InetSocketAddress.createUnresolved("10.0.0.4", 0xC003));
	}

	@Test
	void addressesOfTheSixthVersionAreThoseOfJava() throws IOException {
		Path table = Files.writeString(this.directory.resolve("tcp6"),
				HEADER + "0: 0:1F90 0000000000000000FFFF00000200000A:C001 01 3:0 01:10 00000007 0 0 2 2 0\n"
						+ "1: 0:1F90 B80D0120000000000000000001000000:C002 01 3:0 01:10 00000007 0 0 2 2 0\n");
		assertThat(new UnansweredSockets(List.of(table)).remoteAddresses()).containsExactlyInAnyOrder(
				InetSocketAddress.createUnresolved("10.0.0.2", 0xC001),
				InetSocketAddress.createUnresolved("2001:db8:0:0:0:0:0:1", 0xC002));
	}

	@Test
	void systemsWithoutSuchTablesTellNothing() {
		assertThat(new UnansweredSockets(List.of(this.directory.resolve("none"))).remoteAddresses()).isEmpty();
	}

	@Test
	void tableThatCannotBeReadTellsNothing() throws IOException {
		Path table = Files.write(this.directory.resolve("tcp"), new byte[] { '\n', (byte) 0xff, '\n' });
		assertThat(new UnansweredSockets(List.of(table)).remoteAddresses()).isEmpty();
	}

}
