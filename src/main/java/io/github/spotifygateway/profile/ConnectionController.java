package io.github.spotifygateway.profile;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.link.CompanyCaller;
import io.github.spotifygateway.link.Links;
import io.github.spotifygateway.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/me/connection}: what the caller granted at Spotify and until when. Reading
 * is for a session and for a token, disconnecting for a session and for a company's user
 * whose token has the scope {@code link}.
 */
@RestController
@RequestMapping("/api/me/connection")
class ConnectionController {

	private static final int MOST_SCOPES = 30;

	private static final Pattern SCOPE = Pattern.compile("[a-z-]{1,50}");

	private final Connections connections;

	private final Links links;

	ConnectionController(Connections connections, Links links) {
		this.connections = connections;
		this.links = links;
	}

	/**
	 * {@code GET /api/me/connection}.
	 * @param scopes what a company's user shall be asked for over the link, besides what
	 * is configured and what was granted before; 30 at most, separated by commas
	 * @param authentication the caller
	 * @return the caller's grant, without its tokens; for a company's user whose token
	 * has the scope {@code link} with a link, which changes nothing as long as nobody
	 * opens it
	 * @throws InvalidScopesException if the scopes are none, or too many
	 */
	@GetMapping
	Grant grant(@RequestParam(defaultValue = "") Set<String> scopes, Authentication authentication) {
		if (scopes.size() > MOST_SCOPES || !scopes.stream().allMatch(SCOPE.asMatchPredicate())) {
			throw new InvalidScopesException();
		}
		Optional<Connection> connection = this.connections.find(authentication.getName());
		Optional<String> linkUrl = this.links.url(authentication, scopes);
		if (connection.isEmpty() && !(authentication instanceof CompanyCaller)) {
			throw new ClientAuthorizationRequiredException(Connections.REGISTRATION_ID);
		}
		return Grant.of(connection.orElse(null), linkUrl.orElse(null));
	}

	/**
	 * {@code DELETE /api/me/connection}. Deletes the caller's Spotify tokens and API
	 * tokens here; at Spotify, the user removes the app under
	 * https://www.spotify.com/account/apps/.
	 * @param authentication the caller
	 */
	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void disconnect(Authentication authentication) {
		this.connections.disconnect(authentication.getName());
	}

	@ExceptionHandler(InvalidScopesException.class)
	ResponseEntity<Map<String, Object>> invalidScopes(HttpServletRequest request) {
		return Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "Invalid request")
			.cause("scopes lists more than " + MOST_SCOPES + " scopes, or something that is no scope of Spotify's.")
			.remedy("List scopes of Spotify's Web API, such as user-top-read, separated by commas.")
			.toResponse(request);
	}

	/**
	 * A grant.
	 *
	 * @param state {@code connected}, {@code reauthorize} when the user must sign in
	 * again, or {@code not-linked} when a company's user has none
	 * @param scopes what Spotify granted
	 * @param authorizedAt when the user consented
	 * @param reauthorizeBy when Spotify ends the grant
	 * @param linkUrl where a browser gives, renews or extends the grant of a company's
	 * user, once and within ten minutes; only for a token with the scope {@code link}
	 */
	@JsonInclude(Include.NON_NULL)
	record Grant(String state, @Nullable Set<String> scopes, @Nullable Instant authorizedAt,
			@Nullable Instant reauthorizeBy, @Nullable String linkUrl) {

		static Grant of(@Nullable Connection connection, @Nullable String linkUrl) {
			return (connection != null)
					? new Grant(connection.state().name().toLowerCase(Locale.ROOT), new TreeSet<>(connection.scopes()),
							connection.authorizedAt(), connection.reauthorizeBy(), linkUrl)
					: new Grant("not-linked", null, null, null, linkUrl);
		}

	}

}
