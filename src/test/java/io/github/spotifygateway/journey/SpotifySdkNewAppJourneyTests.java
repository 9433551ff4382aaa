package io.github.spotifygateway.journey;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.github.spotifygateway.simulator.AppFace;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import se.michaelthelin.spotify.SpotifyApi;
import se.michaelthelin.spotify.SpotifyHttpManager;
import se.michaelthelin.spotify.enums.ModelObjectType;
import se.michaelthelin.spotify.exceptions.detailed.ForbiddenException;
import se.michaelthelin.spotify.model_objects.specification.Album;
import se.michaelthelin.spotify.model_objects.specification.Artist;
import se.michaelthelin.spotify.model_objects.specification.Paging;
import se.michaelthelin.spotify.model_objects.specification.Playlist;
import se.michaelthelin.spotify.model_objects.specification.PlaylistSimplified;
import se.michaelthelin.spotify.model_objects.specification.PlaylistTrack;
import se.michaelthelin.spotify.model_objects.specification.Track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A Spotify SDK from before February 2026, unchanged, with an app that was created since.
 *
 * @see <a href="https://github.com/spotify-web-api-java/spotify-web-api-java">Spotify Web
 * API Java</a>
 */
@TestInstance(Lifecycle.PER_CLASS)
class SpotifySdkNewAppJourneyTests {

	private static final String PLAYLIST = "0123456789abcdefABCDEF";

	private static final String FIRST = "spotify:track:firstTrack00000000001";

	private static final String SECOND = "spotify:track:secondTrack0000000002";

	private static final String THIRD = "spotify:episode:thirdEpisode000000003";

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private Gateway gateway;

	private SpotifyApi sdk;

	@BeforeAll
	void signIn() {
		this.spotify.face(AppFace.NEW_DEVELOPMENT_MODE);
		this.gateway = Gateway.start(this.spotify);
		Browser browser = this.gateway.newBrowser();
		String login = "/oauth2/authorization/spotify?scope=" + String.join(",", AbstractSpotifySdkTests.SCOPES);
		browser.get(browser.agree(browser.startLogin(login), SimulatedUser.ALICE));
		String wanted = "{\"name\":\"sdk\",\"scopes\":[\"read\",\"player\",\"library\",\"playlists\"]}";
		this.sdk = SpotifyApi.builder()
			.setHttpManager(new SpotifyHttpManager.Builder().build())
			.setScheme(this.gateway.url().getScheme())
			.setHost(this.gateway.url().getHost())
			.setPort(this.gateway.url().getPort())
			.setAccessToken(Json.read(browser.call("POST", "/api/tokens", wanted)).get("token").asString())
			.build();
	}

	@BeforeEach
	void forget() {
		this.spotify.forgetChanges();
		this.spotify.requests().clear();
	}

	@AfterEach
	void tellCalls(TestInfo test) {
		long calls = this.spotify.requests()
			.all()
			.stream()
			.filter((request) -> request.target().startsWith("/v1/"))
			.count();
		System.out.println("TRANSLATION sdk " + test.getDisplayName() + ": " + calls + " calls to Spotify");
	}

	@AfterAll
	void stop() {
		this.gateway.close();
		this.spotify.close();
	}

	@Test
	void itemsOfAPlaylistAreReplacedAddedReadMovedAndRemoved() throws Exception {
		this.sdk.replacePlaylistsItems(PLAYLIST, array("[\"" + FIRST + "\"]")).build().execute();
		String added = this.sdk.addItemsToPlaylist(PLAYLIST, new String[] { SECOND, THIRD })
			.position(0)
			.build()
			.execute()
			.getSnapshotId();
		assertThat(uris()).containsExactly(SECOND, THIRD, FIRST);
		String moved = this.sdk.reorderPlaylistsItems(PLAYLIST, 0, 3)
			.snapshot_id(added)
			.build()
			.execute()
			.getSnapshotId();
		assertThat(moved).isNotEqualTo(added);
		assertThat(uris()).containsExactly(THIRD, FIRST, SECOND);
		this.sdk.removeItemsFromPlaylist(PLAYLIST, array("[{\"uri\":\"" + FIRST + "\"}]")).build().execute();
		assertThat(uris()).containsExactly(THIRD, SECOND);
		Playlist playlist = this.sdk.getPlaylist(PLAYLIST).build().execute();
		assertThat(playlist.getTracks().getTotal()).isEqualTo(2);
		assertThat(playlist.getTracks().getItems()[1].getTrack().getUri()).isEqualTo(SECOND);
	}

	@Test
	void pagesOfAPlaylistLeadToOneAnother() throws Exception {
		Paging<PlaylistTrack> page = this.sdk.getPlaylistsItems(PLAYLIST).limit(2).build().execute();
		assertThat(page.getItems()).hasSize(2);
		assertThat(page.getNext()).startsWith(this.gateway.url() + "/v1/playlists/" + PLAYLIST + "/tracks?");
		Paging<PlaylistTrack> last = this.sdk.getPlaylistsItems(PLAYLIST).limit(2).offset(2).build().execute();
		assertThat(last.getItems()).hasSize(1);
		assertThat(last.getNext()).isNull();
	}

	@Test
	void playlistsAreListedAndMade() throws Exception {
		Paging<PlaylistSimplified> playlists = this.sdk.getListOfCurrentUsersPlaylists().build().execute();
		assertThat(playlists.getItems()[0].getTracks().getTotal()).isEqualTo(3);
		assertThat(this.sdk.getListOfUsersPlaylists("alice").build().execute().getTotal())
			.isEqualTo(playlists.getTotal());
		assertThat(this.sdk.createPlaylist("alice", "Quiet").build().execute().getSnapshotId()).isNotEmpty();
		assertThatExceptionOfType(ForbiddenException.class)
			.isThrownBy(() -> this.sdk.createPlaylist("bob", "Not mine").build().execute());
	}

	@Test
	void libraryItemsAreSavedCheckedAndRemoved() throws Exception {
		this.sdk.saveTracksForUser("track1", "track2").build().execute();
		assertThat(this.sdk.checkUsersSavedTracks("track2", "track3", "track1").build().execute()).containsExactly(true,
				false, true);
		this.sdk.removeUsersSavedTracks(array("[\"track1\"]")).build().execute();
		assertThat(this.sdk.checkUsersSavedTracks("track1", "track2").build().execute()).containsExactly(false, true);
		this.sdk.saveAlbumsForCurrentUser("album1").build().execute();
		assertThat(this.sdk.checkUsersSavedAlbums("album1").build().execute()).containsExactly(true);
		this.sdk.saveShowsForCurrentUser("show1").build().execute();
		assertThat(this.sdk.checkUsersSavedShows("show2", "show1").build().execute()).containsExactly(false, true);
		this.sdk.followArtistsOrUsers(ModelObjectType.ARTIST, new String[] { "artist1" }).build().execute();
		assertThat(this.sdk.checkCurrentUserFollowsArtistsOrUsers(ModelObjectType.ARTIST, new String[] { "artist1" })
			.build()
			.execute()).containsExactly(true);
		this.sdk.followPlaylist(PLAYLIST, false).build().execute();
	}

	@Test
	void severalThingsAreReadAtOnce() throws Exception {
		assertThat(this.sdk.getSeveralAlbums("album1", SpotifySimulator.UNKNOWN_ID, "album2").build().execute())
			.extracting((album) -> (album != null) ? album.getId() : null)
			.containsExactly("album1", null, "album2");
		Artist[] artists = this.sdk.getSeveralArtists("artist2", "artist1").build().execute();
		assertThat(artists).extracting(Artist::getId).containsExactly("artist2", "artist1");
		assertThat(artists[0].getFollowers()).isNull();
		String[] ids = IntStream.range(0, 50).mapToObj((index) -> "several" + index).toArray(String[]::new);
		assertThat(this.sdk.getSeveralTracks(ids).build().execute()).extracting(Track::getId).containsExactly(ids);
	}

	@Test
	void searchFindsFiftyAtOnce() throws Exception {
		Paging<Track> found = this.sdk.searchTracks("tide").limit(50).build().execute();
		assertThat(found.getItems()).hasSize(50);
		assertThat(Arrays.stream(found.getItems()).map(Track::getId)).doesNotHaveDuplicates();
		assertThat(found.getNext()).contains("offset=50").contains("limit=50");
		Paging<Track> next = this.sdk.searchTracks("tide").limit(50).offset(50).build().execute();
		assertThat(next.getItems()).isNotEmpty();
		assertThat(next.getTotal()).isEqualTo(found.getTotal());
	}

	@Test
	void whatNothingElseDoesIsRefusedWithItsReason() {
		assertThatExceptionOfType(ForbiddenException.class)
			.isThrownBy(() -> this.sdk.getRecommendations().seed_artists("artist1").build().execute())
			.withMessageContaining("Since 2024-11-27");
		assertThatExceptionOfType(ForbiddenException.class)
			.isThrownBy(() -> this.sdk.getListOfNewReleases().build().execute())
			.withMessageContaining("Since 2026-02-11");
	}

	@Test
	void fieldsThatSpotifyTellsNoMoreAreAbsent() throws Exception {
		Album[] albums = this.sdk.getSeveralAlbums("album3").build().execute();
		assertThat(albums[0].getLabel()).isNull();
		assertThat(albums[0].getPopularity()).isNull();
		assertThat(this.sdk.getUsersProfile("alice").build().execute().getFollowers()).isNull();
	}

	private List<String> uris() throws Exception {
		return Arrays.stream(this.sdk.getPlaylistsItems(PLAYLIST).build().execute().getItems())
			.map((entry) -> entry.getTrack().getUri())
			.toList();
	}

	private static JsonArray array(String json) {
		return JsonParser.parseString(json).getAsJsonArray();
	}

}
