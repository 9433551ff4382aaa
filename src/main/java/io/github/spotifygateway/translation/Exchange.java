package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import io.github.spotifygateway.spotify.WebApiCalls;
import io.github.spotifygateway.spotify.SpotifyError;
import io.github.spotifygateway.spotify.SpotifyException;
import io.github.spotifygateway.spotify.WebApiCall;
import io.github.spotifygateway.spotify.AppKind;
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
	static final int LARGEST = 1024 * 1024;

	private static final List<String> CONDITIONS = List.of(HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_MODIFIED_SINCE);

	private static final byte[] NOTHING = new byte[0];

	private final WebApiCall asked;

	private final AppKind kind;

	private final String principalName;

	private final WebApiCalls webApi;

	private final GrantedScopes grantedScopes;

	private final CallsAtOnce atOnce;

	private final int mostCalls;

	private final long end;

	private final Map<WebApiOperation, Integer> calls = new LinkedHashMap<>();

	private final AtomicBoolean asAsked = new AtomicBoolean();

	Exchange(WebApiCall asked, AppKind kind, String principalName, WebApiCalls webApi, GrantedScopes grantedScopes,
			CallsAtOnce atOnce, TranslationProperties properties) {
		this.asked = asked;
		this.kind = kind;
		this.principalName = principalName;
		this.webApi = webApi;
		this.grantedScopes = grantedScopes;
		this.atOnce = atOnce;
		this.mostCalls = properties.maxCalls();
		this.end = System.nanoTime() + properties.maxTime().toNanos();
	}

	/**
	 * What the client asked.
	 */
	WebApiCall asked() {
		return this.asked;
	}

	/**
	 * The kind of app, as far as that is known.
	 */
	AppKind kind() {
		return this.kind;
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
		return send(method, path, query, headers(body), body, false);
	}

	/**
	 * Make one planned call without a body.
	 * @throws UpstreamRefusal if Spotify does not do it
	 */
	ReadAnswer call(HttpMethod method, String path, Query query) throws IOException {
		return good(ReadAnswer.read(send(method, path, query, NOTHING), LARGEST));
	}

	/**
	 * Make one planned read.
	 * @throws UpstreamRefusal if Spotify does not give it
	 */
	ReadAnswer read(String path, Query query) throws IOException {
		return call(HttpMethod.GET, path, query);
	}

	/**
	 * Make one planned read that answers all that was asked, unless the client has it.
	 * @throws UpstreamRefusal if Spotify does not give it, or the client has it
	 */
	ReadAnswer readUnlessKnown(String path, Query query) throws IOException {
		HttpHeaders headers = headers(NOTHING);
		CONDITIONS.forEach((name) -> headers.addAll(name, this.asked.headers().getOrEmpty(name)));
		return good(ReadAnswer.read(send(HttpMethod.GET, path, query, headers, NOTHING, false), LARGEST));
	}

	/**
	 * Make one planned read of something that may not be there.
	 * @param forEverybody whether with the app's own token
	 * @return what it is, empty if there is nothing
	 * @throws UpstreamRefusal if Spotify does not give it for another reason
	 */
	Optional<ReadAnswer> find(String path, Query query, boolean forEverybody) throws IOException {
		ReadAnswer answer = ReadAnswer.read(send(HttpMethod.GET, path, query, headers(NOTHING), NOTHING, forEverybody),
				LARGEST);
		return answer.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND) ? Optional.empty() : Optional.of(good(answer));
	}

	private ClientHttpResponse send(HttpMethod method, String path, Query query, HttpHeaders headers, byte[] body,
			boolean forEverybody) throws IOException {
		if (System.nanoTime() > this.end) {
			throw SpotifyException.of(SpotifyError.TIMED_OUT);
		}
		return this.webApi.send(method, RequestTarget.of(path, query.written()), headers, body, forEverybody);
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
		return this.webApi.send(this.asked);
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

	private static ReadAnswer good(ReadAnswer answer) {
		if (!answer.getStatusCode().is2xxSuccessful()) {
			throw new UpstreamRefusal(answer);
		}
		return answer;
	}

}
