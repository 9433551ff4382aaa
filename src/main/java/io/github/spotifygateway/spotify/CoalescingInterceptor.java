package io.github.spotifygateway.spotify;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.spotifygateway.spotify.SavedCalls.By;
import io.github.spotifygateway.upstream.BegunAnswer;
import io.github.spotifygateway.upstream.ReadAnswer;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Makes one call of identical reads that one caller wants at the same time. A read is
 * never served by a call that began before the caller's last change, and nothing is
 * shared between callers.
 */
final class CoalescingInterceptor implements ClientHttpRequestInterceptor {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int LARGEST_SHARED = 256 * 1024;

	private static final List<String> DISTINGUISHING = List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_ENCODING,
			HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_MODIFIED_SINCE);

	private final Map<Read, CompletableFuture<Optional<ReadAnswer>>> underWay = new ConcurrentHashMap<>();

	private final CallerChanges changes;

	private final SavedCalls savedCalls;

	CoalescingInterceptor(CallerChanges changes, SavedCalls savedCalls) {
		this.changes = changes;
		this.savedCalls = savedCalls;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		if (HttpMethod.HEAD.equals(request.getMethod())) {
			return execution.execute(request, body);
		}
		String caller = Caller.current().getName();
		return HttpMethod.GET.equals(request.getMethod()) ? read(Read.of(caller, request), request, body, execution)
				: change(caller, request, body, execution);
	}

	private ClientHttpResponse change(String caller, HttpRequest request, byte[] body,
			ClientHttpRequestExecution execution) throws IOException {
		try {
			return readBeginning(execution.execute(request, body));
		}
		finally {
			this.changes.note(caller);
			this.underWay.keySet().removeIf((read) -> read.caller().equals(caller));
		}
	}

	private ClientHttpResponse read(Read read, HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		CompletableFuture<Optional<ReadAnswer>> mine = new CompletableFuture<>();
		CompletableFuture<Optional<ReadAnswer>> first = this.underWay.putIfAbsent(read, mine);
		if (first != null) {
			Optional<ReadAnswer> shared = join(first);
			if (shared.isEmpty()) {
				return readBeginning(execution.execute(request, body));
			}
			this.savedCalls.count(By.COALESCING);
			return shared.get();
		}
		try {
			return share(mine, execution.execute(request, body));
		}
		catch (IOException | RuntimeException | Error ex) {
			mine.completeExceptionally(ex);
			throw ex;
		}
		finally {
			this.underWay.remove(read, mine);
		}
	}

	private static ClientHttpResponse share(CompletableFuture<Optional<ReadAnswer>> mine, ClientHttpResponse response)
			throws IOException {
		ClientHttpResponse answer = readBeginning(response);
		mine.complete((answer instanceof ReadAnswer whole) ? Optional.of(whole) : Optional.empty());
		return answer;
	}

	private static ClientHttpResponse readBeginning(ClientHttpResponse response) throws IOException {
		return BegunAnswer.read(response, LARGEST_SHARED);
	}

	/**
	 * Wait for the call that is under way, but not for ever.
	 */
	private static Optional<ReadAnswer> join(CompletableFuture<Optional<ReadAnswer>> first) throws IOException {
		try {
			return first.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw SpotifyException.of(SpotifyError.TIMED_OUT);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof IOException failure) {
				throw failure;
			}
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw new IOException(ex);
		}
	}

	/**
	 * What makes two reads identical.
	 */
	private record Read(String caller, String target, boolean forApp, List<List<String>> headers) {

		static Read of(String caller, HttpRequest request) {
			List<List<String>> headers = new ArrayList<>();
			DISTINGUISHING.forEach((name) -> headers.add(request.getHeaders().getOrEmpty(name)));
			return new Read(caller, request.getURI().toString(), SpotifyApi.isForApp(request), headers);
		}

	}

}
