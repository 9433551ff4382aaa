package io.github.spotifygateway.springcloud;

import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.common.Shortcut;
import org.springframework.cloud.gateway.server.mvc.filter.SimpleFilterSupplier;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The filter of a Spring Cloud Gateway's route to Spotify. In Java it is
 * {@code .filter(spotifyToken())}, in YAML {@code filters: - SpotifyToken}.
 */
public final class SpotifyTokenFilterFunctions {

	private SpotifyTokenFilterFunctions() {
	}

	/**
	 * Send a request to Spotify with the access token of whoever made it: a session, an
	 * API token or a user of the application, whose connections are apart from all
	 * others. Nothing is sent without one, nor to another place than
	 * {@code spotify-gateway.api-url}, nor what is no operation of the Web API. The
	 * caller's own {@code Authorization} and {@code Cookie} stay here.
	 * <p>
	 * Refused with 401 and a login link when the caller has no grant, with 403 and a
	 * consent link when the grant lacks a scope, with 503 when the token cannot be
	 * refreshed for now.
	 * @return the filter
	 */
	@Shortcut
	public static HandlerFilterFunction<ServerResponse, ServerResponse> spotifyToken() {
		return (request, next) -> MvcUtils.getApplicationContext(request)
			.getBean(SpotifyTokenFilter.class)
			.filter(request, next);
	}

	/**
	 * Tells the gateway of the filter's name.
	 */
	public static final class FilterSupplier extends SimpleFilterSupplier {

		FilterSupplier() {
			super(SpotifyTokenFilterFunctions.class);
		}

	}

}
