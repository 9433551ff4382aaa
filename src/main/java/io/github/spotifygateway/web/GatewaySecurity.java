package io.github.spotifygateway.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.servlet.DispatcherType;

import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * What the gateway's security filter chains have in common. A chain begins with
 * {@link #common} and adds who may come in.
 */
public final class GatewaySecurity {

	private static final String[] API_PATHS = { "/api/session", "/api/me/**", "/api/tokens/**", "/api/cards/**",
			"/api/device/**", "/api/operations", "/api/diagnostics" };

	/** The cookie that holds the CSRF token, for the page's scripts to read. */
	public static final String CSRF_COOKIE = "__Host-sgw-csrf";

	/** The header that brings the CSRF token back. */
	public static final String CSRF_HEADER = "X-CSRF-TOKEN";

	private final PublicUrl publicUrl;

	private final SecurityHeaders securityHeaders;

	private final ProblemWriter problemWriter;

	private final ErrorAnswers errorAnswers;

	private final RequestMatcher apiRequests;

	GatewaySecurity(PublicUrl publicUrl, SecurityHeaders securityHeaders, ProblemWriter problemWriter,
			ErrorAnswers errorAnswers, List<FurtherApi> furtherApis) {
		this.publicUrl = publicUrl;
		this.securityHeaders = securityHeaders;
		this.problemWriter = problemWriter;
		this.errorAnswers = errorAnswers;
		this.apiRequests = apiRequests(furtherApis);
	}

	/**
	 * The requests that are for the JSON API; the rest of {@code /api} and of {@code /v1}
	 * may be a host application's.
	 * @return what matches them
	 */
	public RequestMatcher apiRequests() {
		return this.apiRequests;
	}

	/**
	 * Request id, security headers and an honest answer while the database is away; no
	 * saved requests, no CSRF token, no logout: a chain that wants one of these says so.
	 * @return the customizer
	 */
	public Customizer<HttpSecurity> common() {
		return (http) -> http.headers(this.securityHeaders)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.csrf(AbstractHttpConfigurer::disable)
			.addFilterBefore(new RequestId(), DisableEncodeUrlFilter.class)
			.addFilterBefore(new DatabaseOutageFilter(this.errorAnswers), DisableEncodeUrlFilter.class);
	}

	/**
	 * For the chain behind all others: whatever it has not let through before is refused
	 * as if it were not there.
	 * @return the customizer
	 */
	public Customizer<HttpSecurity> nothingElse() {
		return (http) -> http
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
				.permitAll()
				.anyRequest()
				.denyAll())
			.exceptionHandling((exceptions) -> exceptions
				.authenticationEntryPoint((request, response, ex) -> response.sendError(HttpStatus.NOT_FOUND.value())));
	}

	/**
	 * For pages: a browser on another name of this machine is sent to the public one.
	 * @return the customizer
	 */
	public Customizer<HttpSecurity> canonicalHost() {
		return (http) -> http.addFilterAfter(new CanonicalHostFilter(this.publicUrl), HeaderWriterFilter.class);
	}

	/**
	 * For chains that know a caller by a cookie: unsafe requests need the CSRF token and
	 * must not come from another site.
	 * @return the customizer
	 */
	public Customizer<HttpSecurity> csrfProtection() {
		return (http) -> http.csrf((csrf) -> csrf.spa().csrfTokenRepository(csrfTokenRepository()))
			.addFilterBefore(new CrossSiteFilter(this.publicUrl, this.problemWriter), CsrfFilter.class);
	}

	private static CookieCsrfTokenRepository csrfTokenRepository() {
		CookieCsrfTokenRepository repository = CookieCsrfTokenRepository.withHttpOnlyFalse();
		repository.setCookieName(CSRF_COOKIE);
		repository.setHeaderName(CSRF_HEADER);
		repository.setCookiePath("/");
		repository.setCookieCustomizer((cookie) -> cookie.secure(true).sameSite("Strict"));
		return repository;
	}

	private static RequestMatcher apiRequests(List<FurtherApi> furtherApis) {
		List<RequestMatcher> matchers = new ArrayList<>(furtherApis);
		PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
		Arrays.stream(API_PATHS).map(paths::matcher).forEach(matchers::add);
		return new OrRequestMatcher(matchers);
	}

	/**
	 * Requests that are for the JSON API besides those with paths of its own.
	 */
	@FunctionalInterface
	public interface FurtherApi extends RequestMatcher {

	}

}
