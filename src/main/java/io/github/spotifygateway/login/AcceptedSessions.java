package io.github.spotifygateway.login;

import java.time.InstantSource;
import java.util.Set;

import io.github.spotifygateway.web.AcceptedCredentials;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;

/**
 * Sessions in Spring Session's table that have not ended since their user was let in.
 */
final class AcceptedSessions implements AcceptedCredentials {

	private final JdbcClient jdbc;

	private final String statement;

	private final InstantSource clock;

	/**
	 * Create the view of a table.
	 * @param jdbc the database it is in
	 * @param table its name, which the operator sets
	 * @param clock tells the time
	 */
	AcceptedSessions(JdbcClient jdbc, String table, InstantSource clock) {
		this.jdbc = jdbc;
		this.statement = "select session_id from " + table + " where session_id in (:ids) and expiry_time > :now";
		this.clock = clock;
	}

	@Override
	public String kind() {
		return "session";
	}

	@Override
	public @Nullable String name(HttpServletRequest request, Authentication authentication) {
		HttpSession session = request.getSession(false);
		return (session != null && authentication instanceof OAuth2AuthenticationToken) ? session.getId() : null;
	}

	@Override
	public Set<String> stillGood(Set<String> ids) {
		return this.jdbc.sql(this.statement)
			.param("ids", ids)
			.param("now", this.clock.millis())
			.query(String.class)
			.set();
	}

}
