package io.github.spotifygateway.spotify;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * A call of the Web API as a client made it.
 *
 * @param method its method, which may be HEAD
 * @param operation the operation it stands for
 * @param target its path and query
 * @param headers what the client may tell Spotify
 * @param body its body, which may be empty
 */
public record WebApiCall(HttpMethod method, WebApiOperation operation, RequestTarget target, HttpHeaders headers,
		byte[] body) {

	/**
	 * What stands in the path for a name in braces.
	 * @param name the name, as in the catalogue
	 * @return what stands there, as it was sent
	 */
	public String variable(String name) {
		String[] template = this.operation.path().split("/");
		String[] path = this.target.path().split("/");
		for (int index = 0; index < template.length; index++) {
			if (template[index].equals("{" + name + "}")) {
				return path[index];
			}
		}
		throw new IllegalArgumentException(this.operation.id() + " has no {" + name + "}");
	}

	/**
	 * Not what the client sent.
	 */
	@Override
	public String toString() {
		return "WebApiCall[" + this.operation.id() + "]";
	}

}
