package io.github.spotifygateway.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The requests both servers received, in the order of arrival. Only the newest 50,000 are
 * kept, so that a demo may run for weeks.
 */
public final class RecordedRequests {

	private static final int LIMIT = 50_000;

	private final Deque<RecordedRequest> requests = new ArrayDeque<>();

	RecordedRequests() {
	}

	synchronized void add(RecordedRequest request) {
		if (this.requests.size() == LIMIT) {
			this.requests.removeFirst();
		}
		this.requests.addLast(request);
	}

	public synchronized List<RecordedRequest> all() {
		return List.copyOf(this.requests);
	}

	/**
	 * Selects the requests to one path.
	 * @param path the exact path, such as {@code /api/token}
	 * @return the requests, oldest first
	 */
	public List<RecordedRequest> to(String path) {
		return all().stream().filter((request) -> request.path().equals(path)).toList();
	}

	public synchronized void clear() {
		this.requests.clear();
	}

}
