package io.github.spotifygateway.journey;

import java.net.URI;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import com.neovisionaries.i18n.CountryCode;
import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.michaelthelin.spotify.SpotifyApi;
import se.michaelthelin.spotify.SpotifyHttpManager;
import se.michaelthelin.spotify.enums.ModelObjectType;
import se.michaelthelin.spotify.exceptions.detailed.NotFoundException;
import se.michaelthelin.spotify.exceptions.detailed.TooManyRequestsException;
import se.michaelthelin.spotify.model_objects.miscellaneous.CurrentlyPlaying;
import se.michaelthelin.spotify.model_objects.miscellaneous.CurrentlyPlayingContext;
import se.michaelthelin.spotify.model_objects.miscellaneous.Device;
import se.michaelthelin.spotify.model_objects.special.PlaybackQueue;
import se.michaelthelin.spotify.model_objects.special.SearchResult;
import se.michaelthelin.spotify.model_objects.specification.Album;
import se.michaelthelin.spotify.model_objects.specification.Artist;
import se.michaelthelin.spotify.model_objects.specification.Episode;
import se.michaelthelin.spotify.model_objects.specification.Paging;
import se.michaelthelin.spotify.model_objects.specification.PagingCursorbased;
import se.michaelthelin.spotify.model_objects.specification.PlayHistory;
import se.michaelthelin.spotify.model_objects.specification.Playlist;
import se.michaelthelin.spotify.model_objects.specification.PlaylistSimplified;
import se.michaelthelin.spotify.model_objects.specification.PlaylistTrack;
import se.michaelthelin.spotify.model_objects.specification.Recommendations;
import se.michaelthelin.spotify.model_objects.specification.SavedTrack;
import se.michaelthelin.spotify.model_objects.specification.Show;
import se.michaelthelin.spotify.model_objects.specification.Track;
import se.michaelthelin.spotify.model_objects.specification.User;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A Spotify SDK that knows nothing of the gateway, and only has another host to talk to.
 *
 * @see <a href="https://github.com/spotify-web-api-java/spotify-web-api-java">Spotify Web
 * API Java</a>
 */
abstract class AbstractSpotifySdkTests {

	/** Every scope an app can have. */
	static final List<String> SCOPES = List.of("ugc-image-upload", "user-read-playback-state",
			"user-modify-playback-state", "user-read-currently-playing", "app-remote-control", "streaming",
			"playlist-read-private", "playlist-read-collaborative", "playlist-modify-private", "playlist-modify-public",
			"user-follow-read", "user-follow-modify", "user-read-playback-position", "user-top-read",
			"user-read-recently-played", "user-library-read", "user-library-modify", "user-read-email",
			"user-read-private");

	private static final String ID = "0123456789abcdefABCDEF";

	private static final String OTHER_ID = "FEDCBAfedcba9876543210";

	private static final String CHANGED_ID = "555555555abcdefABCDEF0";

	private static final String TRACK = "spotify:track:" + ID;

	private static final String PLAYLIST = "/v1/playlists/" + ID;

	private final SpotifySimulator spotify;

	private final SpotifyApi sdk;

	AbstractSpotifySdkTests(SpotifySimulator spotify, URI host, String accessToken) {
		this.spotify = spotify;
		// a manager of its own, because the one all share also shares its cache
		this.sdk = SpotifyApi.builder()
			.setHttpManager(new SpotifyHttpManager.Builder().build())
			.setScheme(host.getScheme())
			.setHost(host.getHost())
			.setPort(host.getPort())
			.setAccessToken(accessToken)
			.build();
	}

	@BeforeEach
	void playTrack() {
		this.spotify.player(SimulatedUser.ALICE).plays(Playable.track());
		this.spotify.requests().clear();
	}

	@Test
	void profileIsTheUsers() throws Exception {
		User me = this.sdk.getCurrentUsersProfile().build().execute();
		assertThat(me.getDisplayName()).isEqualTo("Alice Liddell");
		assertThat(me.getEmail()).isEqualTo("alice@example.com");
		assertThat(me.getCountry()).isEqualTo(CountryCode.GB);
		assertSent("GET", "/v1/me");
	}

	@Test
	void otherUsersHaveAProfileToo() throws Exception {
		assertThat(this.sdk.getUsersProfile("wonder land").build().execute().getId()).isNotEmpty();
		assertSent("GET", "/v1/users/wonder%20land");
	}

	@Test
	void playbackHasItemAndDevice() throws Exception {
		CurrentlyPlayingContext playback = this.sdk.getInformationAboutUsersCurrentPlayback()
			.additionalTypes("track,episode")
			.build()
			.execute();
		assertThat(playback.getDevice().getName()).isEqualTo("Kitchen speaker");
		assertThat(playback.getItem().getName()).isEqualTo("Glass Harbour");
		assertSent("GET", "/v1/me/player?additional_types=track%2Cepisode");
	}

	@Test
	void episodeIsRecognisedAsOne() throws Exception {
		this.spotify.player(SimulatedUser.ALICE).plays(Playable.episode());
		CurrentlyPlaying playing = this.sdk.getUsersCurrentlyPlayingTrack()
			.additionalTypes("track,episode")
			.build()
			.execute();
		assertThat(playing.getItem()).isInstanceOfSatisfying(Episode.class,
				(episode) -> assertThat(episode.getShow().getName()).isEqualTo("Signals from the Attic"));
	}

	@Test
	void nothingPlayingIsNothing() throws Exception {
		this.spotify.player(SimulatedUser.ALICE).playsNothing();
		assertThat(this.sdk.getUsersCurrentlyPlayingTrack().build().execute()).isNull();
	}

	@Test
	void devicesMayHaveNoId() throws Exception {
		Device[] devices = this.sdk.getUsersAvailableDevices().build().execute();
		assertThat(devices).extracting(Device::getName).containsExactly("Kitchen speaker", "Car");
		assertThat(devices[1].getId()).isNull();
		assertSent("GET", "/v1/me/player/devices");
	}

	@Test
	void queueMixesTracksAndEpisodes() throws Exception {
		PlaybackQueue queue = this.sdk.getTheUsersQueue().build().execute();
		assertThat(queue.getCurrentlyPlaying().getName()).isEqualTo("Glass Harbour");
		assertThat(queue.getQueue()).hasAtLeastOneElementOfType(Track.class).hasAtLeastOneElementOfType(Episode.class);
		assertSent("GET", "/v1/me/player/queue");
	}

	@Test
	void recentlyPlayedGoesBackByCursor() throws Exception {
		PagingCursorbased<PlayHistory> history = this.sdk.getCurrentUsersRecentlyPlayedTracks()
			.limit(2)
			.build()
			.execute();
		assertThat(history.getItems()[0].getTrack().getName()).isEqualTo("Glass Harbour");
		assertThat(history.getCursors()[0].getAfter()).isEqualTo("1795209247310");
		assertSent("GET", "/v1/me/player/recently-played?limit=2");
	}

	@Test
	void startTakesWhatToPlayAndOn() throws Exception {
		this.sdk.startResumeUsersPlayback()
			.context_uri("spotify:album:" + ID)
			.position_ms(250)
			.device_id("kitchen")
			.build()
			.execute();
		assertSent("PUT", "/v1/me/player/play?device_id=kitchen");
		assertThat(sent().body()).isEqualTo("{\"context_uri\":\"spotify:album:" + ID + "\",\"position_ms\":250}");
	}

	@Test
	void commandsWithoutBodyArrive() throws Exception {
		this.sdk.pauseUsersPlayback().build().execute();
		assertSent("PUT", "/v1/me/player/pause");
		this.sdk.skipUsersPlaybackToNextTrack().build().execute();
		assertSent("POST", "/v1/me/player/next");
		this.sdk.skipUsersPlaybackToPreviousTrack().build().execute();
		assertSent("POST", "/v1/me/player/previous");
		this.sdk.seekToPositionInCurrentlyPlayingTrack(1500).build().execute();
		assertSent("PUT", "/v1/me/player/seek?position_ms=1500");
		this.sdk.setRepeatModeOnUsersPlayback("track").build().execute();
		assertSent("PUT", "/v1/me/player/repeat?state=track");
		this.sdk.setVolumeForUsersPlayback(35).build().execute();
		assertSent("PUT", "/v1/me/player/volume?volume_percent=35");
		this.sdk.toggleShuffleForUsersPlayback(true).build().execute();
		assertSent("PUT", "/v1/me/player/shuffle?state=true");
		this.sdk.addItemToUsersPlaybackQueue(TRACK).build().execute();
		assertSent("POST", "/v1/me/player/queue?uri=spotify%3Atrack%3A" + ID);
	}

	@Test
	void transferNamesTheDevice() throws Exception {
		this.sdk.transferUsersPlayback(array("[\"kitchen\"]")).play(true).build().execute();
		assertSent("PUT", "/v1/me/player");
		assertThat(sent().body()).isEqualTo("{\"device_ids\":[\"kitchen\"],\"play\":true}");
	}

	@Test
	void playlistsAreListedAndRead() throws Exception {
		Paging<PlaylistSimplified> playlists = this.sdk.getListOfCurrentUsersPlaylists().limit(1).build().execute();
		assertThat(playlists.getItems()).extracting(PlaylistSimplified::getName)
			.containsExactly("Letters to the Harbour");
		assertThat(playlists.getNext()).endsWith("/v1/me/playlists?offset=1&limit=1");
		Playlist playlist = this.sdk.getPlaylist(ID).build().execute();
		assertThat(playlist.getId()).isEqualTo(ID);
		assertThat(playlist.getTracks().getItems()[2].getTrack().getName()).isEqualTo("夜明けの電車");
		assertSent("GET", PLAYLIST);
	}

	@Test
	void pageOfAPlaylistLeadsToTheNextOne() throws Exception {
		Paging<PlaylistTrack> page = this.sdk.getPlaylistsItems(ID).limit(2).build().execute();
		assertThat(page.getTotal()).isEqualTo(3);
		assertThat(page.getItems()).hasSize(2);
		assertThat(page.getPrevious()).isNull();
		Paging<PlaylistTrack> last = this.sdk.getPlaylistsItems(ID).limit(2).offset(2).build().execute();
		assertThat(last.getNext()).isNull();
		assertSent("GET", PLAYLIST + "/tracks?limit=2&offset=2");
	}

	@Test
	void playlistIsMadeAndChanged() throws Exception {
		Playlist made = this.sdk.createPlaylist("alice", "夜 & Tag").public_(false).build().execute();
		assertThat(made.getSnapshotId()).isNotEmpty();
		assertSent("POST", "/v1/users/alice/playlists");
		assertThat(sent().body()).contains("夜").contains("\"public\":false");
		this.sdk.changePlaylistsDetails(ID).name("Quiet").build().execute();
		assertSent("PUT", PLAYLIST);
		assertThat(sent().body()).isEqualTo("{\"name\":\"Quiet\"}");
	}

	@Test
	void itemsOfAPlaylistAreAddedMovedReplacedAndRemoved() throws Exception {
		// no other test reads this one
		String tracks = "/v1/playlists/%s/tracks".formatted(CHANGED_ID);
		assertThat(this.sdk.addItemsToPlaylist(CHANGED_ID, new String[] { TRACK }).build().execute().getSnapshotId())
			.isNotEmpty();
		assertSent("POST", tracks + "?uris=spotify%3Atrack%3A" + ID);
		assertThat(this.sdk.reorderPlaylistsItems(CHANGED_ID, 0, 2).snapshot_id("s1").build().execute().getSnapshotId())
			.isNotEmpty();
		assertSent("PUT", tracks);
		assertThat(sent().body()).isEqualTo("{\"range_start\":0,\"insert_before\":2,\"snapshot_id\":\"s1\"}");
		this.sdk.replacePlaylistsItems(CHANGED_ID, array("[\"" + TRACK + "\"]")).build().execute();
		assertSent("PUT", tracks);
		assertThat(this.sdk.getPlaylistsItems(CHANGED_ID).build().execute().getItems())
			.extracting((item) -> item.getTrack().getUri())
			.containsExactly(TRACK);
		this.sdk.removeItemsFromPlaylist(CHANGED_ID, array("[{\"uri\":\"" + TRACK + "\"}]")).build().execute();
		assertSent("DELETE", tracks);
		assertThat(sent().body()).isEqualTo("{\"tracks\":[{\"uri\":\"" + TRACK + "\"}]}");
		assertThat(this.sdk.getPlaylistsItems(CHANGED_ID).build().execute().getTotal()).isZero();
	}

	@Test
	void coverIsReadAndReplaced() throws Exception {
		assertThat(this.sdk.getPlaylistCoverImage(ID).build().execute()).hasSize(1);
		assertSent("GET", PLAYLIST + "/images");
		String base64 = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBD".repeat(3000);
		this.sdk.uploadCustomPlaylistCoverImage(ID).image_data(base64).build().execute();
		assertSent("PUT", PLAYLIST + "/images");
		assertThat(sent().body()).isEqualTo(base64);
		assertThat(sent().headers().get("Content-Type")).startsWith("image/jpeg");
	}

	@Test
	void libraryIsReadChangedAndChecked() throws Exception {
		Paging<SavedTrack> saved = this.sdk.getUsersSavedTracks().limit(1).offset(1).build().execute();
		assertThat(saved.getItems()[0].getTrack().getName()).isEqualTo("Copper & Moss <Reprise>");
		assertSent("GET", "/v1/me/tracks?limit=1&offset=1");
		this.sdk.saveTracksForUser(ID, OTHER_ID).build().execute();
		assertSent("PUT", "/v1/me/tracks?ids=" + ID + "%2C" + OTHER_ID);
		this.sdk.removeUsersSavedTracks(array("[\"" + ID + "\"]")).build().execute();
		assertSent("DELETE", "/v1/me/tracks");
		assertThat(sent().body()).contains(ID);
		assertThat(this.sdk.checkUsersSavedTracks(ID, OTHER_ID).build().execute()).containsExactly(false, true);
	}

	@Test
	void savedAlbumsShowsAndEpisodesAreRead() throws Exception {
		assertThat(this.sdk.getCurrentUsersSavedAlbums().build().execute().getItems()[0].getAlbum().getName())
			.isEqualTo("Tidal Postcards");
		assertThat(this.sdk.getUsersSavedShows().build().execute().getItems()[0].getShow().getName())
			.isEqualTo("Signals from the Attic");
		assertThat(this.sdk.getUsersSavedEpisodes().build().execute().getItems()[0].getEpisode().getName())
			.isEqualTo("The Lighthouse That Hummed");
	}

	@Test
	void artistsAreFollowedAndLeft() throws Exception {
		this.sdk.followArtistsOrUsers(ModelObjectType.ARTIST, new String[] { ID }).build().execute();
		assertSent("PUT", "/v1/me/following?type=ARTIST&ids=" + ID);
		this.sdk.unfollowArtistsOrUsers(ModelObjectType.ARTIST, new String[] { ID }).build().execute();
		assertSent("DELETE", "/v1/me/following?type=ARTIST&ids=" + ID);
		PagingCursorbased<Artist> followed = this.sdk.getUsersFollowedArtists(ModelObjectType.ARTIST).build().execute();
		assertThat(followed.getItems()).extracting(Artist::getName)
			.containsExactly("The Paper Lanterns", "Juniper Vale");
		this.sdk.followPlaylist(ID, false).build().execute();
		assertSent("PUT", PLAYLIST + "/followers");
	}

	@Test
	void searchFindsEachKindWhateverTheQuery() throws Exception {
		SearchResult found = this.sdk.searchItem("naïve & \"50%\" +=?/夜", "album,artist,track,show,episode")
			.limit(1)
			.build()
			.execute();
		assertThat(found.getTracks().getItems()[0].getName()).isEqualTo("Glass Harbour");
		assertThat(found.getArtists().getTotal()).isEqualTo(23);
		assertThat(found.getAlbums().getItems()[0].getReleaseDate()).isEqualTo("2025-09-12");
		assertThat(sent().queryParameters()).containsEntry("q", "naïve & \"50%\" +=?/夜").containsEntry("limit", "1");
	}

	@Test
	void albumsArtistsAndTracksAreRead() throws Exception {
		Album album = this.sdk.getAlbum(ID).market(CountryCode.DE).build().execute();
		assertThat(album.getId()).isEqualTo(ID);
		assertThat(album.getTracks().getItems()).hasSize(2);
		assertSent("GET", "/v1/albums/" + ID + "?market=DE");
		assertThat(this.sdk.getAlbumsTracks(ID).build().execute().getTotal()).isEqualTo(3);
		assertThat(this.sdk.getSeveralAlbums(ID, OTHER_ID).build().execute()).hasSize(2);
		assertSent("GET", "/v1/albums?ids=" + ID + "%2C" + OTHER_ID);
		assertThat(this.sdk.getArtist(ID).build().execute().getFollowers().getTotal()).isEqualTo(48211);
		assertThat(this.sdk.getArtistsTopTracks(ID, CountryCode.GB).build().execute()).extracting(Track::getName)
			.containsExactly("Glass Harbour", "Copper & Moss <Reprise>");
		assertThat(this.sdk.getTrack(ID).build().execute().getDurationMs()).isEqualTo(214000);
	}

	@Test
	void showsAndEpisodesAreRead() throws Exception {
		Show show = this.sdk.getShow(ID).build().execute();
		assertThat(show.getPublisher()).isEqualTo("Attic & Daughters");
		assertThat(this.sdk.getShowEpisodes(ID).build().execute().getItems()).hasSize(2);
		assertThat(this.sdk.getEpisode(ID).build().execute().getResumePoint().getResumePositionMs()).isEqualTo(402125);
		assertSent("GET", "/v1/episodes/" + ID);
	}

	@Test
	void topOfTheUserIsRead() throws Exception {
		assertThat(this.sdk.getUsersTopTracks().time_range("short_term").build().execute().getItems()).hasSize(3);
		assertSent("GET", "/v1/me/top/tracks?time_range=short_term");
		assertThat(this.sdk.getUsersTopArtists().build().execute().getItems()[1].getName()).isEqualTo("Juniper Vale");
	}

	@Test
	void browsingNeedsNoUser() throws Exception {
		assertThat(this.sdk.getListOfNewReleases().build().execute().getItems()).hasSize(2);
		assertThat(this.sdk.getListOfCategories().build().execute().getItems()[0].getName()).isEqualTo("Chamber pop");
		assertThat(this.sdk.getListOfFeaturedPlaylists().build().execute().getPlaylists().getItems()).hasSize(2);
		assertThat(this.sdk.getAvailableGenreSeeds().build().execute()).contains("tango");
		Recommendations recommendations = this.sdk.getRecommendations().seed_artists(ID).build().execute();
		assertThat(recommendations.getTracks()).hasSize(2);
		assertThat(this.sdk.getAudioFeaturesForTrack(ID).build().execute().getTempo()).isEqualTo(104.02f);
		assertThat(this.sdk.getAudioAnalysisForTrack(ID).build().execute().getBars()).hasSize(1);
	}

	@Test
	void errorsOfSpotifyAreUnderstood() {
		this.spotify.on("/v1/albums/" + ID).once(Fault.golden("error-404.json"));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.sdk.getAlbum(ID).build().execute())
			.withMessage("Resource not found");
	}

	@Test
	void rateLimitTellsHowLongToWait() {
		// what no other test calls, as the wait may outlast this one
		this.spotify.on("/v1/artists/" + ID + "/related-artists").once(Fault.rateLimited(1));
		assertThatExceptionOfType(TooManyRequestsException.class)
			.isThrownBy(() -> this.sdk.getArtistsRelatedArtists(ID).build().execute())
			.satisfies((refused) -> assertThat(refused.getRetryAfter()).isEqualTo(1));
	}

	@Test
	void tokenOfTheCallerIsNotSpotifysConcern() throws Exception {
		this.sdk.getTrack(OTHER_ID).build().execute();
		assertThat(sent().headers().get("Authorization")).startsWith("Bearer SIMACCESS-");
	}

	private static JsonArray array(String json) {
		return JsonParser.parseString(json).getAsJsonArray();
	}

	private RecordedRequest sent() {
		List<RecordedRequest> requests = this.spotify.requests().all();
		return requests.get(requests.size() - 1);
	}

	private void assertSent(String method, String target) {
		assertThat(sent().method()).isEqualTo(method);
		assertThat(sent().target()).isEqualTo(target);
	}

}
