package io.github.spotifygateway.springcloud;

import java.net.URI;
import java.util.Locale;

import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.RequestTarget;
import io.github.spotifygateway.spotify.WebApiOperation;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Where an access token may go: to operations of the Web API at the configured address,
 * by a client that follows no redirect to elsewhere.
 */
final class SpotifyTargets {

	private final URI apiUrl;

	private final OperationCatalogue catalogue;

	private final HttpClientSettings clientSettings;

	SpotifyTargets(URI apiUrl, OperationCatalogue catalogue, HttpClientSettings clientSettings) {
		this.apiUrl = apiUrl;
		this.catalogue = catalogue;
		this.clientSettings = clientSettings;
	}

	/**
	 * The operation that a request is about to call.
	 * @throws MisleadingRouteException if the route leads elsewhere, or may be led there
	 */
	WebApiOperation operation(ServerRequest request) {
		if (this.clientSettings.redirects() != HttpRedirects.DONT_FOLLOW) {
			throw new MisleadingRouteException("The HTTP client of the routes follows redirects.",
					"The operator sets spring.http.clients.redirects to dont-follow.");
		}
		URI uri = MvcUtils.getAttribute(request, MvcUtils.GATEWAY_REQUEST_URL_ATTR);
		String path = request.uri().getRawPath();
		if (uri == null || !origin(uri).equals(origin(this.apiUrl)) || !path.startsWith(this.apiUrl.getRawPath())) {
			throw new MisleadingRouteException("The route does not lead to Spotify's Web API.",
					"The operator gives it the address of spotify-gateway.api-url as its uri.");
		}
		RequestTarget target = RequestTarget.of(path.substring(this.apiUrl.getRawPath().length()),
				request.uri().getRawQuery());
		return this.catalogue.require(request.method(), target.path());
	}

	private static String origin(URI uri) {
		String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
		int defaultPort = scheme.equals("https") ? 443 : 80;
		return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":"
				+ ((uri.getPort() != -1) ? uri.getPort() : defaultPort);
	}

}
