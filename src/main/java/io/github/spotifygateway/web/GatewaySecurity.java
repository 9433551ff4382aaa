package io.github.spotifygateway.web;

import java.util.List;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * What the gateway's security filter chains have in common. A chain begins with
 * {@link #common} and adds who may come in.
 */
public final class GatewaySecurity {

	/** The cookie that holds the CSRF token, for the page's scripts to read. */
	public static final String CSRF_COOKIE = "__Host-sgw-csrf";

	/** The header that brings the CSRF token back. */
	public static final String CSRF_HEADER = "X-CSRF-TOKEN";

	/** What the names of the gateway's own beans begin with. */
	private static final String OWN_BEANS = "spotifyGateway";

	/** The chain that closes the paths of an application without one of its own. */
	private static final String EVERYTHING_ELSE = OWN_BEANS + "EverythingElseSecurityFilterChain";

	private final ClientAddressFilter clientAddressFilter;

	private final PublicUrl publicUrl;

	private final SecurityHeaders securityHeaders;

	private final ProblemWriter problemWriter;

	private final ErrorAnswers errorAnswers;

	private final List<ApiRequests> apiRequests;

	GatewaySecurity(TrustedProxies trustedProxies, PublicUrl publicUrl, SecurityHeaders securityHeaders,
			ProblemWriter problemWriter, ErrorAnswers errorAnswers, List<ApiRequests> apiRequests) {
		this.clientAddressFilter = new ClientAddressFilter(trustedProxies);
		this.publicUrl = publicUrl;
		this.securityHeaders = securityHeaders;
		this.problemWriter = problemWriter;
		this.errorAnswers = errorAnswers;
		this.apiRequests = apiRequests;
	}

	/**
	 * The requests that are for the JSON API; the rest of {@code /api} and of {@code /v1}
	 * may be a host application's.
	 * @return what matches them
	 */
	public RequestMatcher apiRequests() {
		return (request) -> this.apiRequests.stream().anyMatch((feature) -> feature.matches(request));
	}

	/**
	 * The same, as far as they bring no {@code Authorization}: who brings one that is not
	 * good is never taken for the owner of a cookie.
	 * @return what matches them
	 */
	public RequestMatcher apiRequestsWithoutAuthorization() {
		RequestMatcher all = apiRequests();
		return (request) -> request.getHeader(HttpHeaders.AUTHORIZATION) == null && all.matches(request);
	}

	/**
	 * Whether a security filter chain is for paths that are the gateway's own.
	 * @param beanName the name of its bean
	 * @return {@code true} unless it is a host application's, or stands in for one
	 */
	public static boolean isForOwnPaths(String beanName) {
		return beanName.startsWith(OWN_BEANS) && !beanName.equals(EVERYTHING_ELSE);
	}

	/**
	 * The client's address, request id, security headers and an honest answer while the
	 * database is away; no saved requests, no CSRF token, no logout: a chain that wants
	 * one of these says so.
	 * @return the customizer
	 */
	public Customizer<HttpSecurity> common() {
		return (http) -> http.headers((headers) -> headers.defaultsDisabled().addHeaderWriter(this.securityHeaders))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.csrf(AbstractHttpConfigurer::disable)
			.addFilterBefore(this.clientAddressFilter, DisableEncodeUrlFilter.class)
			.addFilterBefore(new RequestId(), DisableEncodeUrlFilter.class)
			.addFilterBefore(new DatabaseOutageFilter(this.errorAnswers), DisableEncodeUrlFilter.class);
	}

	/**
	 * For chains that know a caller by a token alone: no session, and of what the JSON
	 * API offers only what the token's scopes allow. What a session alone may do is
	 * refused, and so is whatever is not known here.
	 * @param refusals answers calls that are not allowed
	 * @return the customizer, to be applied after rules of the chain's own
	 */
	public Customizer<HttpSecurity> programs(BearerRefusals refusals) {
		return (http) -> http
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.authorizeHttpRequests((requests) -> requests
				.requestMatchers("/api/tokens/**", "/api/cards/**", "/api/device/**", "/api/diagnostics")
				.denyAll()
				// relay and forward-auth know what each operation needs
				.requestMatchers("/v1/**", "/auth/verify")
				.authenticated()
				.requestMatchers(GatewaySecurity::isRead)
				.hasAuthority("SCOPE_read")
				.anyRequest()
				.denyAll())
			.exceptionHandling((exceptions) -> exceptions.accessDeniedHandler(refusals));
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
		return (http) -> http
			.csrf((csrf) -> csrf.csrfTokenRepository(csrfTokenRepository())
				.csrfTokenRequestHandler(new CookieCsrfTokenRequestHandler()))
			.addFilterBefore(new CrossSiteFilter(this.publicUrl, this.problemWriter), CsrfFilter.class);
	}

	private static boolean isRead(HttpServletRequest request) {
		return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
	}

	private static CookieCsrfTokenRepository csrfTokenRepository() {
		CookieCsrfTokenRepository repository = CookieCsrfTokenRepository.withHttpOnlyFalse();
		repository.setCookieName(CSRF_COOKIE);
		repository.setHeaderName(CSRF_HEADER);
		repository.setCookiePath("/");
		repository.setCookieCustomizer((cookie) -> cookie.secure(true).sameSite("Strict"));
		return repository;
	}

}
