package io.github.spotifygateway.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;

/**
 * The security headers of every answer. They forbid everything the page does not need, so
 * that they can be the same for the page and for JSON. A header that is there already
 * stays: assets may be kept by the browser.
 */
public final class SecurityHeaders implements HeaderWriter {

	private static final long ONE_YEAR = Duration.ofDays(365).toSeconds();

	private final Map<String, String> headers = new LinkedHashMap<>();

	private final HeaderWriter strictTransportSecurity;

	SecurityHeaders(List<String> imageSources, PublicUrl publicUrl) {
		// behind a proxy that ends TLS, only the public URL tells that browsers use https
		this.strictTransportSecurity = new HstsHeaderWriter((request) -> publicUrl.isHttps(), ONE_YEAR, false);
		this.headers.put("X-Content-Type-Options", "nosniff");
		this.headers.put("X-Frame-Options", "DENY");
		this.headers.put("Content-Security-Policy", contentSecurityPolicy(imageSources));
		this.headers.put("Referrer-Policy", "no-referrer");
		this.headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
		this.headers.put("Cross-Origin-Opener-Policy", "same-origin");
		this.headers.put("Cross-Origin-Resource-Policy", "same-origin");
		this.headers.put(HttpHeaders.CACHE_CONTROL, "private, no-store");
	}

	@Override
	public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
		this.headers.forEach((name, value) -> {
			if (!response.containsHeader(name)) {
				response.setHeader(name, value);
			}
		});
		this.strictTransportSecurity.writeHeaders(request, response);
	}

	private static String contentSecurityPolicy(List<String> imageSources) {
		return "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' "
				+ String.join(" ", imageSources) + "; object-src 'none'; base-uri 'none'; form-action 'none'; "
				+ "frame-ancestors 'none'";
	}

}
