package io.github.spotifygateway.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.playback.NowPlaying;
import io.github.spotifygateway.playback.PlaybackObserver;
import io.github.spotifygateway.spotify.PlayerCommandObserver;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;

/**
 * Takes what anyone learns of a user's playback to those who follow it, on this node or
 * on another.
 */
final class PlaybackNews implements PlaybackObserver, PlayerCommandObserver {

	private static final Log logger = LogFactory.getLog(PlaybackNews.class);

	private static final int MOST_REMEMBERED = 10_000;

	private static final Duration REMEMBERED = Duration.ofSeconds(5);

	private final Watches watches;

	private final WatchRepository repository;

	private final Connections connections;

	/** Connections nobody follows, so that callers without followers cost nothing. */
	private final Cache<String, Boolean> unwatched = Caffeine.newBuilder()
		.maximumSize(MOST_REMEMBERED)
		.expireAfterWrite(REMEMBERED)
		.build();

	PlaybackNews(Watches watches, WatchRepository repository, Connections connections) {
		this.watches = watches;
		this.repository = repository;
		this.connections = connections;
	}

	@Override
	public void observed(Connection connection, NowPlaying nowPlaying) {
		Optional<Watch> watch = this.watches.of(connection);
		if (watch.isPresent()) {
			watch.get().learn(nowPlaying);
		}
		else if (this.unwatched.getIfPresent(connection.id()) == null) {
			tellOtherNodes(connection, nowPlaying);
		}
	}

	@Override
	public void commanded(String principalName) {
		try {
			this.connections.find(principalName).ifPresent(this::commanded);
		}
		catch (DataAccessException ex) {
			logger.debug("Followers will see what a command did a little later");
		}
	}

	private void commanded(Connection connection) {
		Optional<Watch> ledHere = this.watches.of(connection).filter(Watch::isLedHere);
		if (ledHere.isPresent()) {
			ledHere.get().nudge();
		}
		else {
			this.repository.nudge(connection.id());
		}
	}

	private void tellOtherNodes(Connection connection, NowPlaying nowPlaying) {
		try {
			if (this.repository.find(List.of(connection.id())).isEmpty()) {
				this.unwatched.put(connection.id(), Boolean.TRUE);
				return;
			}
			this.repository.event(connection.id())
				.filter((event) -> event.isOutdatedBy(nowPlaying))
				.ifPresent((event) -> this.repository.share(connection.id(), event.id(), PlaybackEvent.of(nowPlaying)));
		}
		catch (DataAccessException ex) {
			logger.debug("Other nodes will see what is playing a little later");
		}
	}

}
