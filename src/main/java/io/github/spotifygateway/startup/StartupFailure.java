package io.github.spotifygateway.startup;

import org.jspecify.annotations.Nullable;

/**
 * A configuration the gateway cannot start with. Carries what an operator needs to mend
 * it; neither text may contain a secret.
 */
public class StartupFailure extends RuntimeException {

	private final String remedy;

	/**
	 * Create a failure.
	 * @param problem what is wrong, in one sentence
	 * @param remedy what to do about it
	 */
	public StartupFailure(String problem, String remedy) {
		this(problem, remedy, null);
	}

	/**
	 * Create a failure with the exception that revealed it.
	 * @param problem what is wrong, in one sentence
	 * @param remedy what to do about it
	 * @param cause the exception that revealed it
	 */
	public StartupFailure(String problem, String remedy, @Nullable Throwable cause) {
		super(problem, cause);
		this.remedy = remedy;
	}

	/**
	 * What to do about it.
	 * @return the remedy
	 */
	public String getRemedy() {
		return this.remedy;
	}

}
