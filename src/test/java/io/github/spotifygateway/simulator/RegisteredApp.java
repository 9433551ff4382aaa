package io.github.spotifygateway.simulator;

/**
 * The app as its owner registered it in the developer dashboard.
 */
final class RegisteredApp {

	static final String CLIENT_ID = "c0ffee5170f9a7e3a1d2b4c6d8e0f123";

	static final String CLIENT_SECRET = "5ec2e7d0b1a29384756647382910aabb";

	private final RedirectUris redirectUris = new RedirectUris();

	private volatile AppFace face = AppFace.EXTENDED;

	private volatile boolean withoutNewOperations;

	RedirectUris redirectUris() {
		return this.redirectUris;
	}

	AppFace face() {
		return this.face;
	}

	void face(AppFace face) {
		this.face = face;
	}

	boolean isNewDevelopmentMode() {
		return this.face == AppFace.NEW_DEVELOPMENT_MODE;
	}

	void withoutNewOperations(boolean withoutNewOperations) {
		this.withoutNewOperations = withoutNewOperations;
	}

	boolean has(Operation operation) {
		boolean missing = this.withoutNewOperations && operation.availability() == Availability.ADDED;
		return this.face.has(operation.availability()) && !missing;
	}

	void authenticate(ClientCredentials credentials) {
		if (credentials.areMissing()) {
			throw new TokenRefusal("token-400-no-client-credentials.json");
		}
		if (!CLIENT_ID.equals(credentials.id()) || !CLIENT_SECRET.equals(credentials.secret())) {
			throw new TokenRefusal("token-400-invalid-client.json");
		}
	}

}
