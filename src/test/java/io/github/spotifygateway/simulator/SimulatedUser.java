package io.github.spotifygateway.simulator;

import org.jspecify.annotations.Nullable;

/**
 * The people who can sign in at the simulator. Bob is the awkward one: no display name
 * and no picture, as Spotify allows.
 */
public enum SimulatedUser {

	/** A Premium user with everything filled in. */
	ALICE("alice", "pQ7vX2mK9sL4tR8wZ1yB", "Alice Liddell", "GB", "premium", true),

	/** A Free user without display name and images. */
	BOB("bob", "hN3cJ6fD0gW5bV8xT2qM", null, "DE", "free", false);

	private final String id;

	private final String accountId;

	private final @Nullable String displayName;

	private final String country;

	private final String product;

	private final boolean hasImages;

	SimulatedUser(String id, String accountId, @Nullable String displayName, String country, String product,
			boolean hasImages) {
		this.id = id;
		this.accountId = accountId;
		this.displayName = displayName;
		this.country = country;
		this.product = product;
		this.hasImages = hasImages;
	}

	static SimulatedUser of(@Nullable String id) {
		for (SimulatedUser user : values()) {
			if (user.id.equals(id)) {
				return user;
			}
		}
		throw new IllegalArgumentException("No simulated user has the id [%s]".formatted(id));
	}

	public String id() {
		return this.id;
	}

	public String accountId() {
		return this.accountId;
	}

	public @Nullable String displayName() {
		return this.displayName;
	}

	public String email() {
		return this.id + "@example.com";
	}

	public String country() {
		return this.country;
	}

	public String product() {
		return this.product;
	}

	public boolean hasImages() {
		return this.hasImages;
	}

}
