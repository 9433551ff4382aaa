package io.github.spotifygateway.playback;

import java.time.InstantSource;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.spotify.CallerChanges;
import io.github.spotifygateway.spotify.LastKnown;
import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.RecentAnswers;
import io.github.spotifygateway.spotify.SavedCalls;
import io.github.spotifygateway.spotify.SpotifyApi;
import io.github.spotifygateway.spotify.SpotifyAutoConfiguration;

import io.github.spotifygateway.web.ApiRequests;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;

/**
 * Brings {@code /api/me/now-playing}, what plays next and where, and what was played.
 */
@AutoConfiguration(after = SpotifyAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "spotify-gateway.playback.enabled", matchIfMissing = true)
public final class PlaybackAutoConfiguration {

	@Bean
	ApiRequests spotifyGatewayPlaybackApi() {
		return ApiRequests.to("/api/me/now-playing", "/api/me/queue", "/api/me/devices", "/api/me/recently-played",
				"/api/me/top/tracks", "/api/me/top/artists");
	}

	@Bean
	Player spotifyGatewayPlayer(SpotifyApi spotifyApi, CallerChanges changes, SavedCalls savedCalls,
			ObjectProvider<PlaybackObserver> observers) {
		return new Player(spotifyApi.client(PlayerClient.class), new RecentAnswers<>(changes, savedCalls),
				new LastKnown<>(), observers.orderedStream().toList(), InstantSource.system());
	}

	@Bean
	NowPlayingController spotifyGatewayNowPlayingController(Player player, Connections connections) {
		return new NowPlayingController(player, connections);
	}

	@Bean
	QueueController spotifyGatewayQueueController(SpotifyApi spotifyApi, OperationCatalogue catalogue,
			Connections connections, CallerChanges changes, SavedCalls savedCalls) {
		return new QueueController(spotifyApi.client(PlayerClient.class), new GrantedReads(catalogue, connections),
				new RecentAnswers<>(changes, savedCalls));
	}

	@Bean
	ListsController spotifyGatewayListsController(SpotifyApi spotifyApi, OperationCatalogue catalogue,
			Connections connections) {
		return new ListsController(spotifyApi.client(ListsClient.class), new GrantedReads(catalogue, connections));
	}

	@Bean
	ListProblems spotifyGatewayListProblems() {
		return new ListProblems();
	}

}
