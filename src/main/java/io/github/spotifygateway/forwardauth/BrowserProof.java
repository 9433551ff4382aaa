package io.github.spotifygateway.forwardauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;

import io.github.spotifygateway.web.GatewaySecurity;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * What a session must bring to change something, because an application behind the proxy
 * may have no protection of its own: the browser's word that the request comes from a
 * page of the gateway's origin, and the CSRF token.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>
 */
final class BrowserProof {

	private static final String SAME_ORIGIN = "same-origin";

	private final String origin;

	/**
	 * Create the demand.
	 * @param origin the origin that browsers see the gateway at
	 */
	BrowserProof(String origin) {
		this.origin = origin;
	}

	/**
	 * Demand it.
	 * @param verify the proxy's question, which has the request's cookies and headers
	 * @throws SameOriginRequiredException if the browser does not say where the request
	 * comes from, or names another place
	 * @throws ForbiddenRequestException if the CSRF token is missing or another one
	 */
	void require(HttpServletRequest verify) {
		if (!isSameOrigin(verify.getHeader("Sec-Fetch-Site"), verify.getHeader(HttpHeaders.ORIGIN))) {
			throw new SameOriginRequiredException();
		}
		if (!bringsCsrfToken(verify)) {
			throw new ForbiddenRequestException("csrf");
		}
	}

	/**
	 * Demand of a handshake what browsers send with one: they always say where it comes
	 * from, and let no page add the CSRF token.
	 * @param verify the proxy's question
	 * @throws SameOriginRequiredException if the browser does not name the gateway's
	 * origin
	 */
	void requireOrigin(HttpServletRequest verify) {
		if (!this.origin.equals(verify.getHeader(HttpHeaders.ORIGIN))) {
			throw new SameOriginRequiredException();
		}
	}

	private boolean isSameOrigin(@Nullable String site, @Nullable String named) {
		boolean isNamed = this.origin.equals(named);
		return (site != null) ? site.equals(SAME_ORIGIN) && (named == null || isNamed) : isNamed;
	}

	private static boolean bringsCsrfToken(HttpServletRequest verify) {
		String token = verify.getHeader(GatewaySecurity.CSRF_HEADER);
		Cookie[] cookies = Objects.requireNonNullElse(verify.getCookies(), new Cookie[0]);
		return token != null && Arrays.stream(cookies)
			.filter((cookie) -> cookie.getName().equals(GatewaySecurity.CSRF_COOKIE))
			.anyMatch((cookie) -> !token.isEmpty() && MessageDigest.isEqual(bytes(cookie.getValue()), bytes(token)));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
