package io.github.spotifygateway.card;

import java.util.Arrays;
import java.util.List;

/**
 * Someone asked for a card without fields, or with a field, theme or layout that does not
 * exist.
 */
class UnknownCardOptionException extends RuntimeException {

	private final String member;

	private final List<String> allowed;

	UnknownCardOptionException(String member, Enum<?>[] allowed) {
		super("There is no such choice of [" + member + "]");
		this.member = member;
		this.allowed = Arrays.stream(allowed).map(Object::toString).toList();
	}

	/**
	 * The member of the request that names it.
	 */
	String getMember() {
		return this.member;
	}

	/**
	 * What may stand there.
	 */
	List<String> getAllowed() {
		return this.allowed;
	}

}
