package io.github.spotifygateway.spotify;

import java.util.Set;

import org.springframework.http.HttpMethod;

/**
 * The Web API has no such path, or the path has no such method.
 */
public class UnknownOperationException extends RuntimeException {

	private final Set<HttpMethod> allowedMethods;

	UnknownOperationException(Set<HttpMethod> allowedMethods) {
		super("Not an operation of the Web API");
		this.allowedMethods = Set.copyOf(allowedMethods);
	}

	/**
	 * The methods the path has, none if there is no such path.
	 */
	Set<HttpMethod> getAllowedMethods() {
		return this.allowedMethods;
	}

}
