package io.github.spotifygateway.doctor;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.spotify.AppObservation;
import io.github.spotifygateway.spotify.AppObservations;

/**
 * Finds out what is wrong.
 */
final class Doctor {

	private final AppObservations observations;

	private final Connections connections;

	private final AppChecks appChecks;

	private final GatewayChecks gatewayChecks;

	private final InstantSource clock;

	Doctor(AppObservations observations, Connections connections, AppChecks appChecks, GatewayChecks gatewayChecks,
			InstantSource clock) {
		this.observations = observations;
		this.connections = connections;
		this.appChecks = appChecks;
		this.gatewayChecks = gatewayChecks;
		this.clock = clock;
	}

	/**
	 * Look at everything, for a signed-in user.
	 */
	Diagnosis diagnose(String principalName) {
		List<AppObservation> seen = this.observations.latest();
		return new Diagnosis(AppVerdict.of(seen, this.clock.instant()),
				Stream
					.concat(this.appChecks.all(seen).stream(),
							this.gatewayChecks.all(this.connections.find(principalName)).stream())
					.toList());
	}

	/**
	 * Look at what can be wrong without anyone having done anything since the start.
	 */
	List<Check> lookAround() {
		return Stream
			.concat(this.appChecks.all(this.observations.latest()).stream(),
					Stream.of(this.gatewayChecks.reauthorizations()))
			.toList();
	}

	/**
	 * Whether something is wrong that concerns everybody, as far as is known without
	 * asking Spotify.
	 */
	boolean isAppFailing() {
		return this.appChecks.areFailing(this.observations.latest());
	}

	/**
	 * What was found.
	 *
	 * @param app what kind of app it is
	 * @param checks what was looked at
	 */
	record Diagnosis(AppVerdict app, List<Check> checks) {
	}

}
