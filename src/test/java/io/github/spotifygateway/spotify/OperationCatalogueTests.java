package io.github.spotifygateway.spotify;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.spotifygateway.spotify.WebApiOperation.Area;
import io.github.spotifygateway.spotify.WebApiOperation.TokenKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.MockClientHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What the catalogue of operations says by itself, and how it finds them.
 */
class OperationCatalogueTests {

	private static final Set<String> SCOPES = Set.of("ugc-image-upload", "user-read-playback-state",
			"user-modify-playback-state", "user-read-currently-playing", "app-remote-control", "streaming",
			"playlist-read-private", "playlist-read-collaborative", "playlist-modify-private", "playlist-modify-public",
			"user-follow-modify", "user-follow-read", "user-read-playback-position", "user-top-read",
			"user-read-recently-played", "user-library-modify", "user-library-read", "user-read-email",
			"user-read-private");

	private final OperationCatalogue catalogue = new OperationCatalogue(URI.create("https://api.spotify.com"));

	@Test
	void thereAre97Operations() {
		assertThat(this.catalogue.operations()).hasSize(97);
	}

	@Test
	void eachOperationIsThereOnce() {
		assertThat(this.catalogue.operations()).extracting(WebApiOperation::id)
			.doesNotHaveDuplicates()
			.allMatch((id) -> id.matches("[a-z-]+"));
		assertThat(this.catalogue.operations())
			.extracting((operation) -> operation.method() + operation.path().replaceAll("\\{[^}]*}", "{}"))
			.doesNotHaveDuplicates();
	}

	@Test
	void everyScopeIsOneOfSpotifys() {
		assertThat(SCOPES).hasSize(19);
		assertThat(this.catalogue.operations()).allSatisfy((operation) -> {
			assertThat(operation.requiredScopes()).allSatisfy((alternatives) -> assertThat(alternatives).isNotEmpty());
			assertThat(scopes(operation)).isSubsetOf(SCOPES).doesNotHaveDuplicates();
		});
	}

	@Test
	void whatNeedsAScopeNeedsAUser() {
		assertThat(this.catalogue.operations())
			.filteredOn((operation) -> !operation.requiredScopes().isEmpty() || operation.path().startsWith("/v1/me"))
			.noneMatch(WebApiOperation::needsNoUser);
	}

	@Test
	void eachOperationIsFoundAtItsPath() {
		assertThat(this.catalogue.operations())
			.allSatisfy((operation) -> assertThat(this.catalogue.at(operation.path().replaceAll("\\{[^}]*}", "x")))
				.containsEntry(operation.method(), operation));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/me/tracks get-users-saved-tracks", "/v1/me/player/queue get-queue",
			"/v1/me/player get-information-about-the-users-current-playback",
			"/v1/me/library/contains check-library-contains", "/v1/albums get-multiple-albums",
			"/v1/albums/tracks get-an-album", "/v1/albums/albums/tracks get-an-albums-tracks",
			"/v1/users/me get-users-profile", "/v1/browse/categories/new-releases get-a-category",
			"/v1/recommendations/available-genre-seeds get-recommendation-genres" })
	void fixedSegmentGoesBeforeOneOfAnyValue(String line) {
		String[] words = line.split(" ");
		assertThat(this.catalogue.at(words[0]).get(HttpMethod.GET).id()).isEqualTo(words[1]);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "//", "/v1", "/v1/", "/v1/albums/", "/v1/albums//tracks", "//v1/me", "/v1//me",
			"/v1/me/", "/v1/users//playlists", "/v1/browse/categories//playlists", "/v1/{}", "/V1/me", "/v1/Me",
			"/v1/me/x", "/v1/albums/x/y", "/v1/albums/x/tracks/", "/v2/me", "/v1/me/player/play/x" })
	void nothingIsAtAPathThatIsNone(String path) {
		assertThat(this.catalogue.at(path)).isEmpty();
	}

	@Test
	void requestBelowAnotherAddressIsTheSameOperation() {
		OperationCatalogue mounted = new OperationCatalogue(URI.create("http://127.0.0.1:1/spotify"));
		assertThat(mounted.of(request(HttpMethod.GET, "http://127.0.0.1:1/spotify/v1/me?a=b")).id())
			.isEqualTo("get-current-users-profile");
	}

	@Test
	void headIsTheReadOfItsPath() {
		assertThat(this.catalogue.of(request(HttpMethod.HEAD, "https://api.spotify.com/v1/albums/a")).id())
			.isEqualTo("get-an-album");
	}

	@Test
	void requestThatIsNoOperationIsNotSent() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.catalogue.of(request(HttpMethod.PATCH, "https://api.spotify.com/v1/me")));
	}

	@Test
	void missingScopesAreOnePerRequirement() {
		WebApiOperation operation = requiring("a", "b");
		assertThat(operation.missingScopes(Set.of())).containsExactly("a", "b");
		assertThat(operation.missingScopes(Set.of("a"))).containsExactly("b");
		assertThat(operation.missingScopes(Set.of("b", "c"))).containsExactly("a");
		assertThat(operation.missingScopes(Set.of("a", "b"))).isEmpty();
	}

	@Test
	void anyOfSeveralAlternativesIsEnough() {
		WebApiOperation cover = byId("upload-custom-playlist-cover");
		assertThat(cover.missingScopes(Set.of("ugc-image-upload", "playlist-modify-private"))).isEmpty();
		assertThat(cover.missingScopes(Set.of("ugc-image-upload", "playlist-modify-public"))).isEmpty();
	}

	@Test
	void ofAlternativesTheFirstIsAskedFor() {
		assertThat(byId("get-the-users-currently-playing-track").missingScopes(Set.of()))
			.containsExactly("user-read-currently-playing");
		assertThat(byId("upload-custom-playlist-cover").missingScopes(Set.of())).containsExactly("ugc-image-upload",
				"playlist-modify-public");
	}

	@Test
	void scopeThatOnlyLetsAnswerMoreIsNeverMissing() {
		assertThat(byId("get-current-users-profile").missingScopes(Set.of())).isEmpty();
		assertThat(byId("get-users-saved-episodes").missingScopes(Set.of("user-library-read"))).isEmpty();
	}

	@Test
	void scopeThatBeginsLikeAnotherIsNotThatOne() {
		assertThat(requiring("user-read").missingScopes(Set.of("user-read-email", "user", "USER-READ")))
			.containsExactly("user-read");
	}

	private WebApiOperation byId(String id) {
		return this.catalogue.operations()
			.stream()
			.filter((operation) -> operation.id().equals(id))
			.findFirst()
			.orElseThrow();
	}

	private static List<String> scopes(WebApiOperation operation) {
		return Stream
			.concat(operation.requiredScopes().stream().flatMap(Set::stream), operation.optionalScopes().stream())
			.toList();
	}

	private static WebApiOperation requiring(String... scopes) {
		return new WebApiOperation(HttpMethod.GET, "/v1/x", "x", Area.CATALOGUE, TokenKind.USER, "all-apps",
				Stream.of(scopes).map(Set::of).toList(), Set.of(), Set.of());
	}

	private static MockClientHttpRequest request(HttpMethod method, String uri) {
		return new MockClientHttpRequest(method, URI.create(uri));
	}

}
