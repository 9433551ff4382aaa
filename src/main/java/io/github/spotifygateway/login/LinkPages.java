package io.github.spotifygateway.login;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.github.spotifygateway.link.CompanyUser;
import io.github.spotifygateway.link.Links.KeptGrant;
import io.github.spotifygateway.web.HtmlTemplate;
import io.github.spotifygateway.web.PublicUrl;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * The two pages of a link: one that says for whom a grant will be and goes on to Spotify
 * at the press of a button, and one that shows the code. They work without scripts.
 */
final class LinkPages {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final HtmlTemplate linkPage = template("link.html");

	private final HtmlTemplate codePage = template("link-code.html");

	private final String base;

	private final String contentSecurityPolicy;

	/**
	 * Create the pages.
	 * @param publicUrl where they are
	 * @param authorizationUri where Spotify is asked
	 */
	LinkPages(PublicUrl publicUrl, URI authorizationUri) {
		this.base = publicUrl.basePath() + "/";
		// a form may be sent only to places that are named, with those it is sent on to
		this.contentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
				+ "frame-ancestors 'none'; form-action 'self' " + authorizationUri.getScheme() + "://"
				+ authorizationUri.getAuthority();
	}

	ResponseEntity<String> link(CompanyUser user, CsrfToken csrfToken) {
		Map<String, String> values = values(user);
		values.put("csrfParameter", csrfToken.getParameterName());
		values.put("csrfToken", csrfToken.getToken());
		return ResponseEntity.ok()
			.contentType(MediaType.TEXT_HTML)
			.header("Content-Security-Policy", this.contentSecurityPolicy)
			// with no-referrer the browser would not say from where the button was
			// pressed
			.header("Referrer-Policy", "same-origin")
			.body(this.linkPage.render(values));
	}

	ResponseEntity<String> code(KeptGrant grant) {
		Map<String, String> values = values(grant.user());
		values.put("code", grant.codeSecret());
		values.put("until", time(grant.expiresAt()));
		return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body(this.codePage.render(values));
	}

	private Map<String, String> values(CompanyUser user) {
		Map<String, String> values = new HashMap<>();
		values.put("base", this.base);
		values.put("name", Objects.requireNonNullElse(user.name(), user.subject()));
		values.put("subject", user.subject());
		values.put("issuer", user.issuer());
		return values;
	}

	private static String time(Instant instant) {
		return TIME.format(instant);
	}

	private static HtmlTemplate template(String name) {
		return new HtmlTemplate(new ClassPathResource(name, LinkPages.class));
	}

}
