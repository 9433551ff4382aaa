package io.github.spotifygateway.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A client of Spotify's Web API: an address, a bearer token, and bytes.
 */
final class RelayClient {

	/** Every scope a user can grant, as the parameter of a login. */
	static final String ALL_SCOPES = "ugc-image-upload,user-read-playback-state,user-modify-playback-state,"
			+ "user-read-currently-playing,app-remote-control,streaming,playlist-read-private,"
			+ "playlist-read-collaborative,playlist-modify-private,playlist-modify-public,user-follow-modify,"
			+ "user-follow-read,user-read-playback-position,user-top-read,user-read-recently-played,"
			+ "user-library-modify,user-library-read,user-read-email,user-read-private";

	private final HttpClient http = HttpClient.newHttpClient();

	private final URI url;

	private final String token;

	RelayClient(URI url, String token) {
		this.url = url;
		this.token = token;
	}

	HttpResponse<byte[]> get(String target, String... headers) {
		return send("GET", target, new byte[0], headers);
	}

	HttpResponse<byte[]> send(String method, String target, byte[] body, String... headers) {
		try {
			return this.http.send(request(method, target, body, headers), BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(method + " " + target + " failed", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	CompletableFuture<HttpResponse<byte[]>> begin(String target, String... headers) {
		return this.http.sendAsync(request("GET", target, new byte[0], headers), BodyHandlers.ofByteArray());
	}

	private HttpRequest request(String method, String target, byte[] body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.url + target))
			.timeout(Duration.ofSeconds(30))
			.header("Authorization", "Bearer " + this.token)
			.method(method, (body.length > 0) ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return request.build();
	}

}
