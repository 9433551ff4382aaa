package io.github.spotifygateway.forwardauth;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.spotifygateway.web.Peer;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * The request that a trusted proxy asks about.
 *
 * @param method its method
 * @param path its path as the client sent it, without its query
 * @param handshake whether it opens a WebSocket, over which anything can be said
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.1">RFC 6455, Client
 * Requirements</a>
 */
record OriginalRequest(HttpMethod method, String path, boolean handshake) {

	/** Those of Traefik and Caddy, and those of nginx. */
	private static final Map<String, String> PAIRS = Map.of("X-Forwarded-Method", "X-Forwarded-Uri",
			"X-Original-Method", "X-Original-URI");

	private static final String WEB_SOCKET = "websocket";

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
		return (told.size() == 1 && told.get(0).isPlain()) ? Optional.of(told.get(0).read(isHandshake(request)))
				: Optional.empty();
	}

	/**
	 * Whether it could change something.
	 */
	boolean isUnsafe() {
		return this.handshake || hasUnsafeMethod();
	}

	/**
	 * Whether its method says that it changes something.
	 */
	boolean hasUnsafeMethod() {
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
	 * By any of its signs, since proxies keep some of them back.
	 */
	private static boolean isHandshake(HttpServletRequest request) {
		return request.getHeader("Sec-WebSocket-Key") != null
				|| WEB_SOCKET.equalsIgnoreCase(request.getHeader("Sec-Fetch-Mode"))
				|| Collections.list(request.getHeaders(HttpHeaders.UPGRADE))
					.stream()
					.anyMatch((protocols) -> protocols.toLowerCase(Locale.ROOT).contains(WEB_SOCKET));
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

		OriginalRequest read(boolean handshake) {
			String uri = this.uris.get(0);
			int question = uri.indexOf('?');
			return new OriginalRequest(HttpMethod.valueOf(this.methods.get(0)),
					(question < 0) ? uri : uri.substring(0, question), handshake);
		}

	}

}
