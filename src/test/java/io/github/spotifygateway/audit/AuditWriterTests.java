package io.github.spotifygateway.audit;

import java.time.Instant;
import java.util.stream.IntStream;

import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.SpotifySimulator;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class AuditWriterTests {

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final Gateway gateway = Gateway.start(this.spotify);

	private final AuditWriter writer = new AuditWriter(new AuditRepository(this.gateway.bean(GatewayDatabase.class)),
			3);

	@AfterEach
	void stop() {
		this.gateway.close();
		this.spotify.close();
	}

	@Test
	void recordsWaitForTheDatabaseAndThoseThatCannotAreSaidToBeLost(CapturedOutput output) {
		this.gateway.database().sql("alter table audit_event rename to away").update();
		add(3);
		this.writer.write();
		add(4);
		this.writer.write();
		assertThat(this.writer.lost()).isEqualTo(1);
		assertThat(this.writer.waiting()).isEqualTo(3);
		this.gateway.database().sql("alter table away rename to audit_event").update();
		this.writer.write();
		assertThat(this.writer.waiting()).isZero();
		assertThat(kept()).isEqualTo(6);
		assertThat(output).contains("1 audit records were not written to the database");
	}

	@Test
	void recordThatCannotBeKeptKeepsNoOtherOut() {
		this.writer.add(new AuditRecord(event(), Instant.EPOCH, 1));
		this.gateway.database().sql("alter table audit_event add constraint no_rows check (occurrences > 1)").update();
		this.writer.write();
		assertThat(this.writer.lost()).isEqualTo(1);
		this.gateway.database().sql("alter table audit_event drop constraint no_rows").update();
		add(1);
		this.writer.write();
		assertThat(kept()).isEqualTo(1);
	}

	private void add(int count) {
		IntStream.range(0, count).forEach((i) -> this.writer.add(new AuditRecord(event(), Instant.EPOCH, 1)));
	}

	private long kept() {
		return this.gateway.database()
			.sql("select count(*) from audit_event where reason = 'writer'")
			.query(Long.class)
			.single();
	}

	private static SecurityEvent event() {
		return SecurityEvent.failure(Type.REFRESH, "writer");
	}

}
