package io.github.spotifygateway.forwardauth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.spotifygateway.web.Peer;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * The request that a trusted proxy asks about.
 *
 * @param method its method
 * @param path its path as the client sent it
 * @param query its query, without the question mark, if there is one
 */
record OriginalRequest(HttpMethod method, String path, @Nullable String query) {

	/** Those of Traefik and Caddy, and those of nginx. */
	private static final Map<String, String> PAIRS = Map.of("X-Forwarded-Method", "X-Forwarded-Uri",
			"X-Original-Method", "X-Original-URI");

	private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");

	/**
	 * Read it from the one pair of headers that there must be.
	 * @return the request; empty if the peer is not trusted, or does not say plainly what
	 * it asks about
	 */
	static Optional<OriginalRequest> of(HttpServletRequest request) {
		List<Pair> told = PAIRS.entrySet()
			.stream()
			.map((pair) -> new Pair(Peer.says(request, pair.getKey()), Peer.says(request, pair.getValue())))
			.filter(Pair::isThere)
			.toList();
		return (told.size() == 1 && told.get(0).isPlain()) ? Optional.of(told.get(0).read()) : Optional.empty();
	}

	/**
	 * Whether it could change something.
	 */
	boolean isUnsafe() {
		return !HttpMethod.GET.equals(this.method) && !HttpMethod.HEAD.equals(this.method);
	}

	/**
	 * The path below a mount of the gateway.
	 * @param basePath the mount, without a slash at its end
	 * @return the path, empty if it lies elsewhere
	 */
	Optional<String> pathBelow(String basePath) {
		return this.path.startsWith(basePath + "/") ? Optional.of(this.path.substring(basePath.length()))
				: Optional.empty();
	}

	/**
	 * What two headers say.
	 */
	private record Pair(List<String> methods, List<String> uris) {

		boolean isThere() {
			return !this.methods.isEmpty() || !this.uris.isEmpty();
		}

		boolean isPlain() {
			return this.methods.size() == 1 && this.uris.size() == 1 && METHOD.matcher(this.methods.get(0)).matches()
					&& this.uris.get(0).startsWith("/");
		}

		OriginalRequest read() {
			String uri = this.uris.get(0);
			int question = uri.indexOf('?');
			return new OriginalRequest(HttpMethod.valueOf(this.methods.get(0)),
					(question < 0) ? uri : uri.substring(0, question),
					(question < 0) ? null : uri.substring(question + 1));
		}

	}

}
