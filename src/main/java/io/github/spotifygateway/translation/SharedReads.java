package io.github.spotifygateway.translation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.spotifygateway.spotify.WebApiCall;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * What Spotify's catalogue answered to the app itself a moment ago: the same for
 * everybody, and nobody's own. Kept in the memory of this node for a short time.
 */
final class SharedReads {

	private static final int MOST_BYTES = 8 * 1024 * 1024;

	/** About what an entry takes besides what is read. */
	private static final int ENTRY = 500;

	private final Cache<Key, byte[]> answers;

	SharedReads(Duration lifetime) {
		this.answers = Caffeine.newBuilder()
			.maximumWeight(MOST_BYTES)
			.weigher((Key key, byte[] answer) -> ENTRY + answer.length)
			.expireAfterWrite(lifetime)
			.build();
	}

	Optional<byte[]> find(WebApiCall call, String path, Query query) {
		return Optional.ofNullable(this.answers.getIfPresent(Key.of(call, path, query)));
	}

	void keep(WebApiCall call, String path, Query query, byte[] answer) {
		this.answers.put(Key.of(call, path, query), answer);
	}

	/**
	 * What an answer depends on.
	 */
	private record Key(String path, @Nullable String query, List<String> languages) {

		static Key of(WebApiCall call, String path, Query query) {
			return new Key(path, query.written(), call.headers().getOrEmpty(HttpHeaders.ACCEPT_LANGUAGE));
		}

	}

}
