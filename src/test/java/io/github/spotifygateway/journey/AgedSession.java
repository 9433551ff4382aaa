package io.github.spotifygateway.journey;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes sessions older than they are.
 */
public final class AgedSession {

	private AgedSession() {
	}

	/**
	 * Let a session be as if its user had signed in a while ago.
	 */
	static void age(Gateway gateway, Browser browser, Duration age) throws Exception {
		age(gateway, browser.cookies().get("__Host-sgw-session"), age);
	}

	/**
	 * Let the session of a cookie be as if its user had signed in a while ago.
	 */
	public static void age(Gateway gateway, String sessionCookie, Duration age) throws Exception {
		byte[] cookie = sessionCookie.getBytes(StandardCharsets.US_ASCII);
		String id = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(MessageDigest.getInstance("SHA-256").digest(cookie));
		String row = " where attribute_name = 'SPOTIFY_GATEWAY_SECURITY_CONTEXT' and session_primary_id = "
				+ "(select primary_id from spotify_gateway_session where session_id = ?)";
		String table = "spotify_gateway_session_attributes";
		byte[] context = gateway.database()
			.sql("select attribute_bytes from " + table + row)
			.param(id)
			.query(byte[].class)
			.single();
		int updated = gateway.database()
			.sql("update " + table + " set attribute_bytes = ?" + row)
			.params(aged(context, age), id)
			.update();
		assertThat(updated).isEqualTo(1);
	}

	private static byte[] aged(byte[] context, Duration age) throws Exception {
		ByteArrayOutputStream aged = new ByteArrayOutputStream();
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(context));
				ObjectOutputStream out = new ObjectOutputStream(aged)) {
			OAuth2AuthenticationToken token = (OAuth2AuthenticationToken) ((SecurityContext) in.readObject())
				.getAuthentication();
			List<GrantedAuthority> authorities = token.getAuthorities()
				.stream()
				.map((authority) -> aged(authority, age))
				.toList();
			out.writeObject(new SecurityContextImpl(new OAuth2AuthenticationToken(token.getPrincipal(), authorities,
					token.getAuthorizedClientRegistrationId())));
		}
		return aged.toByteArray();
	}

	private static GrantedAuthority aged(GrantedAuthority authority, Duration age) {
		return (authority instanceof FactorGrantedAuthority factor)
				? FactorGrantedAuthority.withAuthority(factor.getAuthority())
					.issuedAt(factor.getIssuedAt().minus(age))
					.build()
				: authority;
	}

}
