package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import io.github.spotifygateway.spotify.GrantedScopes;
import io.github.spotifygateway.spotify.RequestTarget;
import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.upstream.ReadAnswer;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;

/**
 * The calls to Spotify that stand for one call of a client: counted, and only such as the
 * client's grant allows.
 */
final class Exchange {

	/** More than any answer has that is read as a whole. */
	static final int LARGEST = 2 * 1024 * 1024;

	private static final byte[] NOTHING = new byte[0];

	private final WebApiCall asked;

	private final String principalName;

	private final UpstreamCalls upstream;

	private final GrantedScopes grantedScopes;

	private final CallsAtOnce atOnce;

	private final int mostCalls;

	private final Map<WebApiOperation, Integer> calls = new LinkedHashMap<>();

	private final AtomicBoolean asAsked = new AtomicBoolean();

	Exchange(WebApiCall asked, String principalName, UpstreamCalls upstream, GrantedScopes grantedScopes,
			CallsAtOnce atOnce, int mostCalls) {
		this.asked = asked;
		this.principalName = principalName;
		this.upstream = upstream;
		this.grantedScopes = grantedScopes;
		this.atOnce = atOnce;
		this.mostCalls = mostCalls;
	}

	/**
	 * What the client asked.
	 */
	WebApiCall asked() {
		return this.asked;
	}

	/**
	 * Provide for calls that are going to be made, before the first of them is.
	 * @param operation what will be called
	 * @param count how often
	 * @throws TranslationException if that is more often than one call may
	 */
	void plan(WebApiOperation operation, int count) {
		int planned = this.calls.values().stream().mapToInt(Integer::intValue).sum() + count;
		if (planned > this.mostCalls) {
			throw TranslationException.tooManyCalls(planned, this.mostCalls);
		}
		this.grantedScopes.require(this.principalName, operation);
		this.calls.merge(operation, count, Integer::sum);
	}

	/**
	 * Make one planned call and leave its answer to be read.
	 */
	ClientHttpResponse send(HttpMethod method, String path, Query query, byte[] body) throws IOException {
		return this.upstream.send(method, RequestTarget.of(path, query.written()), headers(body), body, false);
	}

	/**
	 * Make one planned change.
	 */
	ReadAnswer change(HttpMethod method, String path, Query query) throws IOException {
		return ReadAnswer.read(send(method, path, query, NOTHING), LARGEST);
	}

	/**
	 * Make one planned read.
	 */
	ReadAnswer read(String path, Query query) throws IOException {
		return change(HttpMethod.GET, path, query);
	}

	/**
	 * Make one planned read whose answer is to serve everybody, with the app's own token.
	 */
	ReadAnswer readForEverybody(String path, Query query) throws IOException {
		return ReadAnswer.read(this.upstream.send(HttpMethod.GET, RequestTarget.of(path, query.written()),
				headers(NOTHING), NOTHING, true), LARGEST);
	}

	/**
	 * Make planned calls, a few at a time.
	 */
	<R> List<R> atOnce(List<Callable<R>> planned) throws IOException {
		return this.atOnce.make(planned);
	}

	/**
	 * Make the very call that was asked, to see whether that will do.
	 */
	ClientHttpResponse tryAsAsked() throws IOException {
		this.asAsked.set(true);
		plan(this.asked.operation(), 1);
		return this.upstream.send(this.asked);
	}

	/**
	 * Whether the client got what it would get without a translation.
	 */
	boolean isAsAsked() {
		return this.asAsked.get() && this.calls.values().stream().mapToInt(Integer::intValue).sum() == 1;
	}

	/**
	 * What was called instead of what was asked, and how often.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc9651#section-3.1">RFC 9651,
	 * Lists</a>
	 */
	String summary() {
		return this.calls.entrySet()
			.stream()
			.map((call) -> call.getKey().id() + ";calls=" + call.getValue())
			.collect(Collectors.joining(", "));
	}

	private HttpHeaders headers(byte[] body) {
		HttpHeaders headers = new HttpHeaders();
		this.asked.headers()
			.getOrEmpty(HttpHeaders.ACCEPT_LANGUAGE)
			.forEach((value) -> headers.add(HttpHeaders.ACCEPT_LANGUAGE, value));
		if (body.length > 0) {
			headers.setContentType(MediaType.APPLICATION_JSON);
		}
		return headers;
	}

	/**
	 * Whether Spotify did what it was asked.
	 */
	static boolean isGood(ReadAnswer answer) {
		return answer.getStatusCode().isSameCodeAs(HttpStatus.OK);
	}

}
