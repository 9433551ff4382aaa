package io.github.spotifygateway.simulator;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A running simulated Spotify: {@code accounts.spotify.com} and {@code api.spotify.com}
 * on two ports of 127.0.0.1. It follows Spotify where Spotify leaves the RFCs, for
 * instance every refusal of the token endpoint is a 400.
 *
 * @see <a href="https://developer.spotify.com/documentation/web-api">Spotify Web API</a>
 */
public final class SpotifySimulator implements AutoCloseable {

	/**
	 * The id of nothing: Spotify does not know it.
	 */
	public static final String UNKNOWN_ID = "0000000000000000000000";

	/**
	 * The id of a playlist that belongs to none of the {@linkplain SimulatedUser people
	 * who sign in}, though it is among the ones they follow. All others are the caller's
	 * own.
	 */
	public static final String PLAYLIST_OF_SOMEBODY_ELSE = "3mKq8ZtVbXwL5nR1yHdJ7s";

	private final RegisteredApp app = new RegisteredApp();

	private final TokenPolicy policy = new TokenPolicy();

	private final Faults faults = new Faults();

	private final RecordedRequests requests = new RecordedRequests();

	private final Library library = new Library();

	private final Playlists playlists = new Playlists();

	private final ConsentVisitor visitor = new ConsentVisitor();

	private final Grants grants;

	private final Map<SimulatedUser, SimulatedPlayer> players;

	private final SimulatedServer accounts;

	private final SimulatedServer api;

	private SpotifySimulator(int accountsPort, int apiPort, InstantSource time) {
		this.grants = new Grants(time);
		this.players = Arrays.stream(SimulatedUser.values())
			.collect(Collectors.toMap(Function.identity(), (user) -> new SimulatedPlayer(user, time)));
		Endpoint accountsService = new AccountsService(this.app, this.grants, this.policy);
		this.accounts = new SimulatedServer(accountsPort, intake(accountsService, time));
		this.api = new SimulatedServer(apiPort, intake(webApi(), time));
	}

	/**
	 * Starts on two free ports.
	 * @return the running simulator
	 */
	public static SpotifySimulator start() {
		return start(0, 0);
	}

	/**
	 * Starts on the given ports.
	 * @param accountsPort port of the accounts service, 0 for a free one
	 * @param apiPort port of the Web API, 0 for a free one
	 * @return the running simulator
	 */
	public static SpotifySimulator start(int accountsPort, int apiPort) {
		return start(accountsPort, apiPort, InstantSource.system());
	}

	/**
	 * Starts with a time source of its own, which decides about expiry and about what the
	 * players have reached.
	 * @param accountsPort port of the accounts service, 0 for a free one
	 * @param apiPort port of the Web API, 0 for a free one
	 * @param time what the simulator takes for the time
	 * @return the running simulator
	 */
	public static SpotifySimulator start(int accountsPort, int apiPort, InstantSource time) {
		return new SpotifySimulator(accountsPort, apiPort, time);
	}

	public URI accountsUrl() {
		return this.accounts.url();
	}

	public URI apiUrl() {
		return this.api.url();
	}

	public String clientId() {
		return RegisteredApp.CLIENT_ID;
	}

	public String clientSecret() {
		return RegisteredApp.CLIENT_SECRET;
	}

	/**
	 * Registers a further redirect URI; it stays registered after a {@link #reset()}.
	 * @param redirectUri the URI to match exactly, or a loopback literal without port to
	 * match with every port
	 */
	public void registerRedirectUri(String redirectUri) {
		this.app.redirectUris().register(redirectUri);
	}

	/**
	 * Makes the app one of another kind, as Spotify may do any day: it has other
	 * operations then, and things have other fields.
	 * @param face the kind
	 */
	public void face(AppFace face) {
		this.app.face(face);
	}

	/**
	 * Makes the app one that does not have the operations that came in February 2026.
	 * @param without whether it is refused them
	 */
	public void withoutNewOperations(boolean without) {
		this.app.withoutNewOperations(without);
	}

	public void accessTokenLifetime(Duration lifetime) {
		this.policy.accessTokenLifetime(lifetime);
	}

	/**
	 * Rotates refresh tokens as Spotify did until 2026: a refresh answers with a new one
	 * and revokes the old one.
	 * @param rotate whether to rotate
	 */
	public void rotateRefreshTokens(boolean rotate) {
		this.policy.rotateRefreshTokens(rotate);
	}

	/**
	 * Rotates as servers do that reckon with lost answers: a refresh token stays good,
	 * and is answered with the same next one, until that has been used.
	 * @param grace whether to do so where refresh tokens are rotated at all
	 */
	public void reuseGrace(boolean grace) {
		this.policy.reuseGrace(grace);
	}

	/**
	 * Answers a refresh with {@code "refresh_token":""} instead of leaving it out.
	 * @param empty whether to do so
	 */
	public void emptyRefreshToken(boolean empty) {
		this.policy.emptyRefreshToken(empty);
	}

	/**
	 * Grants at most the given scopes from the next sign-in on, whatever is asked.
	 * @param scopes the scopes to grant
	 */
	public void grantOnly(String... scopes) {
		this.policy.grantOnly(List.of(scopes));
	}

	/**
	 * Issues an access token as if the user had just agreed, for callers that need no
	 * browser.
	 * @param user who agrees
	 * @param scopes the scopes
	 * @return the token
	 */
	public String issueAccessToken(SimulatedUser user, String... scopes) {
		return this.grants.accessTokens()
			.issue(this.grants.of(user, List.of(scopes)), this.policy.accessTokenLifetime());
	}

	public void expireAccessTokens() {
		this.grants.accessTokens().clear();
	}

	/**
	 * Removes the app from the user's account: no refresh succeeds any more, while access
	 * tokens stay good until they expire.
	 * @param user the user who removes the app
	 */
	public void revoke(SimulatedUser user) {
		this.grants.refreshTokens().revoke(user);
	}

	/**
	 * Ends every grant, as six months after the authorization do.
	 */
	public void endGrants() {
		this.grants.refreshTokens().end();
	}

	public SimulatedPlayer player(SimulatedUser user) {
		return this.players.get(user);
	}

	public RecordedRequests requests() {
		return this.requests;
	}

	/**
	 * Plans faults for a path of either server.
	 * @param path a path such as {@code /v1/me}
	 * @return what to plan them with
	 */
	public FaultPlan on(String path) {
		return this.faults.on(path);
	}

	/**
	 * Agrees on the consent page as the given user would.
	 * @param authorizeUrl where the client sent the browser
	 * @param user who agrees
	 * @return where Spotify sends the browser back to, with a code
	 */
	public URI approve(URI authorizeUrl, SimulatedUser user) {
		return this.visitor.agree(authorizeUrl, user);
	}

	/**
	 * Cancels on the consent page.
	 * @param authorizeUrl where the client sent the browser
	 * @return where Spotify sends the browser back to, with {@code error=access_denied}
	 */
	public URI refuse(URI authorizeUrl) {
		return this.visitor.cancel(authorizeUrl);
	}

	/**
	 * Forgets every grant, fault, recorded request and change, and puts policies and
	 * players back to their defaults.
	 */
	public void reset() {
		this.app.face(AppFace.EXTENDED);
		this.app.withoutNewOperations(false);
		this.policy.reset();
		this.grants.clear();
		this.faults.clear();
		this.requests.clear();
		forgetChanges();
		this.players.values().forEach(SimulatedPlayer::playsDemo);
	}

	/**
	 * Forgets what was done to libraries and playlists, and nothing else.
	 */
	public void forgetChanges() {
		this.library.clear();
		this.playlists.clear();
	}

	@Override
	public void close() {
		this.accounts.stop();
		this.api.stop();
	}

	private Endpoint intake(Endpoint endpoint, InstantSource time) {
		return new Intake(this.requests, this.faults, time, endpoint);
	}

	private Endpoint webApi() {
		List<Commands> commands = List.of(new PlayerCommands(this.players), new LibraryCommands(this.library),
				new PlaylistCreation());
		List<LiveOperation> live = Stream.of(player(), users(), catalogue(), playlists())
			.flatMap(Function.identity())
			.toList();
		return new WebApi(this.grants.accessTokens(), new Admission(this.app),
				new OperationAnswers(this.app, commands, live));
	}

	private Stream<LiveOperation> player() {
		return Stream.of(new CurrentlyPlayingOperation(this.players), new PlaybackStateOperation(this.players),
				new QueueOperation(this.players), new DevicesOperation(this.players), new RecentlyPlayedOperation());
	}

	private Stream<LiveOperation> users() {
		Stream<LiveOperation> contains = Stream
			.of("albums", "audiobooks", "episodes", "following", "library", "shows", "tracks")
			.map((list) -> new ContainsOperation(this.library, list));
		return Stream.concat(contains, Stream.of(new MeOperation(this.app), new UserOperation()));
	}

	private Stream<LiveOperation> catalogue() {
		Stream<LiveOperation> things = Things.KINDS.keySet()
			.stream()
			.flatMap((list) -> Stream.of(new ThingOperation(list), new SeveralThingsOperation(list)));
		return Stream.concat(things, Stream.of(new SearchOperation(this.app), new ArtistAlbumsOperation(this.app)));
	}

	private Stream<LiveOperation> playlists() {
		return Stream.of(new PlaylistOperation(this.playlists), PlaylistItemsOperation.tracks(this.app, this.playlists),
				PlaylistItemsOperation.items(this.app, this.playlists), new FollowsPlaylistOperation(this.library));
	}

}
