package io.github.spotifygateway.login;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.connection.TokenEndpoint;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.link.ConditionalOnCompanyIssuer;
import io.github.spotifygateway.link.Links;
import io.github.spotifygateway.spotify.SpotifyApi;
import io.github.spotifygateway.spotify.SpotifyAutoConfiguration;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.web.ApiRequests;
import io.github.spotifygateway.web.GatewaySecurity;
import io.github.spotifygateway.web.MessagePage;
import io.github.spotifygateway.web.ProblemWriter;
import io.github.spotifygateway.web.PublicUrl;
import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SignInRedirect;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Brings the browser's way in: the chain of the login itself, and the chain that lets a
 * signed-in browser call the JSON API with its session cookie.
 */
@AutoConfiguration(after = SpotifyAutoConfiguration.class, before = OAuth2ClientWebSecurityAutoConfiguration.class,
		afterName = "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "spotify-gateway.login.enabled", matchIfMissing = true)
public final class LoginAutoConfiguration {

	@Bean
	CookieAuthorizationRequestRepository spotifyGatewayCookieAuthorizationRequestRepository(KeyRing keyRing,
			GatewayDatabase database, ClientRegistrationRepository registrations) {
		Clock clock = Clock.systemUTC();
		return new CookieAuthorizationRequestRepository(new PendingLoginCookies(keyRing),
				new CompletedLogins(database, clock), registrations, clock);
	}

	@Bean
	@Order(20)
	SecurityFilterChain spotifyGatewayLoginSecurityFilterChain(HttpSecurity http, GatewaySecurity security,
			LoginFailureHandler failureHandler, CookieAuthorizationRequestRepository authorizationRequests,
			KeyRing keyRing, Links links, LoginAuthorizationRequestResolver resolver, PublicUrl publicUrl,
			TokenEndpoint tokenEndpoint, SpotifyApi spotifyApi, OAuth2AuthorizedClientService authorizedClientService,
			Connections connections, ProblemWriter problemWriter, ApplicationEventPublisher events) {
		http.securityMatcher(loginRequests());
		http.securityContext((context) -> context.securityContextRepository(BrowserSession.securityContexts()));
		security.common().customize(http);
		security.canonicalHost().customize(http);
		security.csrfProtection().customize(http);
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		http.oauth2Login((login) -> login.loginPage("/")
			.authorizedClientRepository(new LinkingAuthorizedClientRepository(
					new ScopeKeepingAuthorizedClientRepository(authorizedClientService, connections, events), links))
			.authorizationEndpoint((endpoint) -> endpoint.authorizationRequestResolver(resolver)
				.authorizationRequestRepository(authorizationRequests))
			.tokenEndpoint((endpoint) -> endpoint.accessTokenResponseClient(tokenEndpoint.authorizationCodeClient()))
			.userInfoEndpoint((endpoint) -> endpoint.userService(new SpotifyUserService(spotifyApi)))
			.successHandler(new LoginSuccessHandler(publicUrl, events))
			.failureHandler(new GrantKeptHandler(failureHandler, new LinkCodeCookie(keyRing), publicUrl))
			.withObjectPostProcessor(failOnPage(failureHandler)));
		http.logout((logout) -> logout.invalidateHttpSession(false)
			.addLogoutHandler(new BrowserSession())
			.logoutRequestMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/logout"))
			.addLogoutHandler((request, response, authentication) -> tell(authentication, request, events))
			.logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)));
		http.exceptionHandling((exceptions) -> exceptions
			.accessDeniedHandler(new SessionProblems(problemWriter, publicUrl, List.of())));
		return http.build();
	}

	@Bean
	@Order(31)
	SecurityFilterChain spotifyGatewaySessionApiSecurityFilterChain(HttpSecurity http, GatewaySecurity security,
			ProblemWriter problemWriter, PublicUrl publicUrl, ObjectProvider<SignInRedirect> redirects) {
		SessionProblems problems = new SessionProblems(problemWriter, publicUrl, redirects.orderedStream().toList());
		http.securityMatcher(security.apiRequestsWithoutAuthorization());
		http.securityContext((context) -> context.securityContextRepository(BrowserSession.securityContexts()));
		security.common().customize(http);
		security.csrfProtection().customize(http);
		http.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET, "/api/session")
			.permitAll()
			.anyRequest()
			.hasAuthority(FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY));
		http.exceptionHandling(
				(exceptions) -> exceptions.authenticationEntryPoint(problems).accessDeniedHandler(problems));
		return http.build();
	}

	@Bean
	ApiRequests spotifyGatewayLoginApi() {
		return ApiRequests.to("/api/session");
	}

	@Bean
	LoginAuthorizationRequestResolver spotifyGatewayLoginAuthorizationRequestResolver(
			ClientRegistrationRepository registrations, Connections connections) {
		return new LoginAuthorizationRequestResolver(registrations, new WantedScopes(connections));
	}

	@Bean
	LoginFailureHandler spotifyGatewayLoginFailureHandler(PublicUrl publicUrl, MessagePage messagePage,
			ApplicationEventPublisher events) {
		return new LoginFailureHandler(publicUrl, messagePage, events);
	}

	@Bean
	LoginFailedController spotifyGatewayLoginFailedController(MessagePage messagePage) {
		return new LoginFailedController(messagePage);
	}

	@Bean
	SessionController spotifyGatewaySessionController(PublicUrl publicUrl) {
		return new SessionController(publicUrl);
	}

	@Bean
	RedirectUriAnnouncement spotifyGatewayRedirectUriAnnouncement(PublicUrl publicUrl) {
		return new RedirectUriAnnouncement(publicUrl);
	}

	private static void tell(@Nullable Authentication loggedOut, HttpServletRequest request,
			ApplicationEventPublisher events) {
		if (loggedOut != null) {
			SecurityEvent.success(SecurityEvent.Type.LOGOUT).by(loggedOut.getName()).in(request).publish(events);
		}
	}

	/**
	 * A logout is the gateway's when the login was; otherwise {@code /logout} may be a
	 * host application's.
	 */
	private static RequestMatcher loginRequests() {
		PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
		return new OrRequestMatcher(paths.matcher("/oauth2/authorization/spotify"),
				paths.matcher("/login/oauth2/code/spotify"), paths.matcher("/login/failed/*"),
				new AndRequestMatcher(paths.matcher(HttpMethod.POST, "/logout"), BrowserSession::isLogout));
	}

	private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> failOnPage(
			LoginFailureHandler failureHandler) {
		return new ObjectPostProcessor<>() {

			@Override
			public <T extends OAuth2AuthorizationRequestRedirectFilter> T postProcess(T filter) {
				filter.setAuthenticationFailureHandler(failureHandler);
				return filter;
			}

		};
	}

	/**
	 * Where somebody gives a grant for a company's user.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnCompanyIssuer
	static class LinkConfiguration {

		@Bean
		@Order(21)
		SecurityFilterChain spotifyGatewayLinkSecurityFilterChain(HttpSecurity http, GatewaySecurity security,
				LoginFailureHandler failureHandler) {
			http.securityMatcher(linkRequests());
			security.common().customize(http);
			security.canonicalHost().customize(http);
			security.csrfProtection().customize(http);
			http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
			http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
			http.exceptionHandling((exceptions) -> exceptions.accessDeniedHandler(
					(request, response, ex) -> failureHandler.write(LoginFailure.LINK_NOT_CONFIRMED, response)));
			return http.build();
		}

		private static RequestMatcher linkRequests() {
			PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
			return new OrRequestMatcher(paths.matcher(HttpMethod.GET, "/link"), paths.matcher(HttpMethod.HEAD, "/link"),
					paths.matcher(HttpMethod.GET, "/link/{secret}"), paths.matcher(HttpMethod.HEAD, "/link/{secret}"),
					paths.matcher(HttpMethod.POST, "/link/{secret}"));
		}

		@Bean
		LinkController spotifyGatewayLinkController(Links links, LoginAuthorizationRequestResolver resolver,
				CookieAuthorizationRequestRepository authorizationRequests, KeyRing keyRing, PublicUrl publicUrl,
				ClientRegistrationRepository registrations, MessagePage messagePage) {
			ClientRegistration registration = Objects
				.requireNonNull(registrations.findByRegistrationId(Connections.REGISTRATION_ID));
			URI authorizationUri = URI
				.create(Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()));
			return new LinkController(links, resolver, authorizationRequests, new LinkCodeCookie(keyRing),
					new LinkPages(publicUrl, authorizationUri), messagePage, Clock.systemUTC());
		}

	}

	/**
	 * What needs Spring Session's table.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JdbcIndexedSessionRepository.class)
	static class SessionConfiguration {

		@Bean
		@ConditionalOnBean(JdbcIndexedSessionRepository.class)
		AcceptedSessions spotifyGatewayAcceptedSessions(GatewayDatabase database,
				@Value("${spring.session.jdbc.table-name:SPRING_SESSION}") String table) {
			return new AcceptedSessions(database.jdbc(), table, Clock.systemUTC());
		}

	}

}
