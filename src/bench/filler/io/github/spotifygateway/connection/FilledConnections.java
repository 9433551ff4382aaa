package io.github.spotifygateway.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.github.spotifygateway.connection.ConnectionRepository.Grant;
import io.github.spotifygateway.connection.StoredConnection.Tokens;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.store.GatewayDatabase;

/**
 * Connections of made-up users, written as a login writes them.
 */
public final class FilledConnections {

	private static final String TOKEN = "b".repeat(200);

	private static final Duration LIFETIME = Duration.ofHours(10);

	private static final Set<String> SCOPES = Set.of("user-read-currently-playing", "user-read-playback-state");

	private final GatewayDatabase database;

	private final ConnectionRepository repository;

	public FilledConnections(GatewayDatabase database, KeyRing keyRing) {
		this.database = database;
		this.repository = new ConnectionRepository(database, keyRing);
	}

	public void add(int number) {
		Instant now = Instant.now();
		Tokens tokens = new Tokens(TOKEN, now, now.plus(LIFETIME), "bench");
		this.repository
			.saveGrant(new Grant(Connections.REGISTRATION_ID, "user-" + number, "account-" + number, tokens, SCOPES, now));
	}

	public List<String> ids() {
		return this.database.jdbc().sql("select id from connection order by id").query(String.class).list();
	}

}
