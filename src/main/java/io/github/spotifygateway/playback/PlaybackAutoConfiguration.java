package io.github.spotifygateway.playback;

import java.time.InstantSource;
import java.util.List;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.spotify.CallerChanges;
import io.github.spotifygateway.spotify.LastKnown;
import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.RecentAnswers;
import io.github.spotifygateway.spotify.SpotifyApi;
import io.github.spotifygateway.spotify.SpotifyAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;

/**
 * Brings {@code /api/me/now-playing}, what plays next and where, and what was played.
 */
@AutoConfiguration(after = SpotifyAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
public final class PlaybackAutoConfiguration {

	@Bean
	Player spotifyPlayer(SpotifyApi spotifyApi, List<PlaybackObserver> observers) {
		return new Player(spotifyApi.client(PlayerClient.class), new LastKnown<>(), observers, InstantSource.system());
	}

	@Bean
	NowPlayingController nowPlayingController(Player player, Connections connections) {
		return new NowPlayingController(player, connections);
	}

	@Bean
	QueueController queueController(SpotifyApi spotifyApi, OperationCatalogue catalogue, Connections connections,
			CallerChanges changes) {
		return new QueueController(spotifyApi.client(PlayerClient.class), new GrantedReads(catalogue, connections),
				new RecentAnswers<>(changes));
	}

	@Bean
	ListsController listsController(SpotifyApi spotifyApi, OperationCatalogue catalogue, Connections connections) {
		return new ListsController(spotifyApi.client(ListsClient.class), new GrantedReads(catalogue, connections));
	}

	@Bean
	ListProblems listProblems() {
		return new ListProblems();
	}

}
