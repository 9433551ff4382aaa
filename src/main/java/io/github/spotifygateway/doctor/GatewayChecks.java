package io.github.spotifygateway.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.ConnectionCounts;
import io.github.spotifygateway.connection.ConnectionState;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.doctor.Check.State;
import io.github.spotifygateway.keys.KeyRingSource;
import io.github.spotifygateway.web.PublicUrl;

/**
 * Looks at the gateway's own settings and at the grants it keeps.
 */
final class GatewayChecks {

	private final PublicUrl publicUrl;

	private final KeyRingSource keyRingSource;

	private final Connections connections;

	GatewayChecks(PublicUrl publicUrl, KeyRingSource keyRingSource, Connections connections) {
		this.publicUrl = publicUrl;
		this.keyRingSource = keyRingSource;
		this.connections = connections;
	}

	/**
	 * Look at everything.
	 * @param own the caller's connection, if there is one
	 */
	List<Check> all(Optional<Connection> own) {
		ConnectionCounts counts = this.connections.counts();
		return List.of(redirectUri(counts), publicUrl(), encryptionKeys(), reauthorizations(counts, own));
	}

	/**
	 * Look at nobody's grant in particular.
	 */
	Check reauthorizations() {
		return reauthorizations(this.connections.counts(), Optional.empty());
	}

	private Check redirectUri(ConnectionCounts counts) {
		String name = "redirect-uri";
		boolean proven = counts.connected() + counts.reauthorize() > 0;
		Check check = proven ? Check.ok(name, "A sign-in at Spotify has come back.") : Check.of(name, State.UNKNOWN,
				"No sign-in at Spotify has come back yet, and nothing else shows whether the redirect URI is registered.",
				"Register redirectUri, to the letter, in https://developer.spotify.com/dashboard, the app, Settings, Redirect URIs.");
		return check.with(Map.of("redirectUri", this.publicUrl.redirectUri()));
	}

	private Check publicUrl() {
		String cause = this.publicUrl.isHttps() ? "Browsers use https."
				: "Browsers use http on a loopback address, so only those on this machine can sign in.";
		return Check.ok("public-url", cause).with(Map.of("publicUrl", this.publicUrl.toString()));
	}

	private Check encryptionKeys() {
		String name = "encryption-keys";
		return this.keyRingSource.isInSettings() ? Check.ok(name, "The encryption keys are in the settings.")
				: Check.of(name, State.UNKNOWN,
						"The encryption keys are in a file of this machine; whether there is a copy cannot be seen.",
						"Keep a copy of the key file in a safe place: without it no grant can be read.");
	}

	private Check reauthorizations(ConnectionCounts counts, Optional<Connection> own) {
		String name = "reauthorizations";
		boolean ended = own.filter((connection) -> connection.state() == ConnectionState.REAUTHORIZE).isPresent();
		Check check;
		if (ended) {
			check = Check.of(name, State.PROBLEM, "Spotify ended your grant.",
					"Open " + this.publicUrl.loginUrl() + " and sign in again; API tokens keep working after that.");
		}
		else if (counts.reauthorize() > 0 || counts.dueWithin30Days() > 0) {
			check = Check.of(name, State.WARNING, cause(counts),
					"Their users open " + this.publicUrl.loginUrl() + " and sign in again.");
		}
		else {
			check = Check.ok(name, "Spotify ends no grant within 30 days.");
		}
		return check.with(data(counts, own));
	}

	private static String cause(ConnectionCounts counts) {
		return "Grants that Spotify ended: " + counts.reauthorize() + "; that it ends within 30 days: "
				+ counts.dueWithin30Days() + ", within 7 days: " + counts.dueWithin7Days() + ", within 1 day: "
				+ counts.dueWithin1Day() + ".";
	}

	private static Map<String, Object> data(ConnectionCounts counts, Optional<Connection> own) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("ended", counts.reauthorize());
		data.put("dueWithin30Days", counts.dueWithin30Days());
		data.put("dueWithin7Days", counts.dueWithin7Days());
		data.put("dueWithin1Day", counts.dueWithin1Day());
		own.ifPresent((connection) -> data.put("reauthorizeBy", connection.reauthorizeBy()));
		return data;
	}

}
