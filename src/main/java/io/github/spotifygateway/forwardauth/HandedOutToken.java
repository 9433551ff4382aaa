package io.github.spotifygateway.forwardauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.startup.StartupFailure;
import io.github.spotifygateway.web.Allowance;
import io.github.spotifygateway.web.Peer;
import io.github.spotifygateway.web.SecurityEvent;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.util.StringUtils;

/**
 * The caller's Spotify access token for a company's gateway that calls Spotify itself.
 * Who has it can do all that the user granted, so it takes the operator's consent and a
 * credential that only that gateway knows.
 */
final class HandedOutToken {

	/** What the company's gateway brings. Nobody but this class sees it. */
	static final String CREDENTIAL_HEADER = "Gateway-Credential";

	private static final int SHORTEST = 32;

	private static final String NONE = "";

	private final byte @Nullable [] credential;

	private final OAuth2AuthorizedClientManager authorizedClientManager;

	private final ApplicationEventPublisher events;

	/** One event for as long as Spotify's tokens live. */
	private final Allowance tellings = new Allowance(1, Duration.ofHours(1));

	/**
	 * Create the way to the tokens.
	 * @throws StartupFailure if tokens are handed out without a credential that cannot be
	 * guessed
	 */
	HandedOutToken(ForwardAuthProperties properties, OAuth2AuthorizedClientManager authorizedClientManager,
			ApplicationEventPublisher events) {
		this.credential = properties.handOutToken() ? bytes(required(properties.credential())) : null;
		this.authorizedClientManager = authorizedClientManager;
		this.events = events;
	}

	/**
	 * Whether the one credential that a proxy brings is wrong, if tokens are handed out
	 * and it brings any.
	 */
	boolean isRefused(HttpServletRequest request) {
		List<String> brought = Peer.says(request, CREDENTIAL_HEADER);
		return this.credential != null && !brought.isEmpty() && !isRight(brought, this.credential);
	}

	/**
	 * The token for a request that is allowed.
	 * @return the token, fresh; empty if the proxy may not have it or the caller has none
	 */
	String of(Authentication caller, HttpServletRequest request) {
		boolean mayHave = this.credential != null && isRight(Peer.says(request, CREDENTIAL_HEADER), this.credential);
		String token = mayHave ? accessToken(caller) : NONE;
		if (!token.isEmpty()) {
			tell(caller.getName(), Peer.address(request).getHostString());
		}
		return token;
	}

	private void tell(String principalName, String proxy) {
		if (this.tellings.use(proxy + " " + principalName).isEmpty()) {
			SecurityEvent.success(SecurityEvent.Type.SPOTIFY_TOKEN_HANDED_OUT)
				.by(principalName)
				.about(proxy)
				.publish(this.events);
		}
	}

	private String accessToken(Authentication caller) {
		try {
			OAuth2AuthorizedClient client = this.authorizedClientManager
				.authorize(OAuth2AuthorizeRequest.withClientRegistrationId(Connections.REGISTRATION_ID)
					.principal(caller)
					.build());
			return (client != null) ? client.getAccessToken().getTokenValue() : NONE;
		}
		catch (ClientAuthorizationRequiredException ex) {
			return NONE;
		}
	}

	private static boolean isRight(List<String> brought, byte[] credential) {
		return brought.size() == 1 && MessageDigest.isEqual(credential, bytes(brought.get(0)));
	}

	private static String required(@Nullable String credential) {
		if (!StringUtils.hasText(credential) || credential.length() < SHORTEST) {
			throw new StartupFailure(
					"spotify-gateway.forward-auth.hand-out-token is on, and spotify-gateway.forward-auth.credential"
							+ " has fewer than 32 characters.",
					"Set the credential to what \"openssl rand -hex 32\" prints, and let the company's gateway send it in "
							+ CREDENTIAL_HEADER + ".");
		}
		return credential;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
