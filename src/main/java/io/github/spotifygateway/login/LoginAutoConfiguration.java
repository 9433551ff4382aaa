package io.github.spotifygateway.login;

import java.time.Clock;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.connection.TokenEndpoint;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.spotify.SpotifyApi;
import io.github.spotifygateway.spotify.SpotifyAutoConfiguration;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.web.GatewaySecurity;
import io.github.spotifygateway.web.MessagePage;
import io.github.spotifygateway.web.ProblemWriter;
import io.github.spotifygateway.web.PublicUrl;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Brings the browser's way in: the chain of the login itself, and the chain that lets a
 * signed-in browser call the JSON API with its session cookie.
 */
@AutoConfiguration(after = SpotifyAutoConfiguration.class, before = OAuth2ClientWebSecurityAutoConfiguration.class,
		afterName = "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
public final class LoginAutoConfiguration {

	@Bean
	CookieAuthorizationRequestRepository cookieAuthorizationRequestRepository(KeyRing keyRing, GatewayDatabase database,
			ClientRegistrationRepository registrations) {
		Clock clock = Clock.systemUTC();
		return new CookieAuthorizationRequestRepository(new PendingLoginCookies(keyRing),
				new CompletedLogins(database, clock), registrations, clock);
	}

	@Bean
	@Order(20)
	SecurityFilterChain loginSecurityFilterChain(HttpSecurity http, GatewaySecurity security,
			LoginFailureHandler failureHandler, CookieAuthorizationRequestRepository authorizationRequests,
			LoginAuthorizationRequestResolver resolver, PublicUrl publicUrl, TokenEndpoint tokenEndpoint,
			SpotifyApi spotifyApi, OAuth2AuthorizedClientService authorizedClientService, Connections connections,
			ProblemWriter problemWriter) {
		http.securityMatcher("/oauth2/authorization/spotify", "/login/oauth2/code/spotify", "/login/failed/*",
				"/logout");
		security.common().customize(http);
		security.canonicalHost().customize(http);
		security.csrfProtection().customize(http);
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		http.oauth2Login((login) -> login.loginPage("/")
			.authorizedClientRepository(
					new ScopeKeepingAuthorizedClientRepository(authorizedClientService, connections))
			.authorizationEndpoint((endpoint) -> endpoint.authorizationRequestResolver(resolver)
				.authorizationRequestRepository(authorizationRequests))
			.tokenEndpoint((endpoint) -> endpoint.accessTokenResponseClient(tokenEndpoint.authorizationCodeClient()))
			.userInfoEndpoint((endpoint) -> endpoint.userService(new SpotifyUserService(spotifyApi)))
			.successHandler(new LoginSuccessHandler(publicUrl))
			.failureHandler(failureHandler)
			.withObjectPostProcessor(failOnPage(failureHandler)));
		http.logout((logout) -> logout
			.logoutRequestMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/logout"))
			.logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)));
		http.exceptionHandling(
				(exceptions) -> exceptions.accessDeniedHandler(new SessionProblems(problemWriter, publicUrl)));
		return http.build();
	}

	@Bean
	@Order(31)
	SecurityFilterChain sessionApiSecurityFilterChain(HttpSecurity http, GatewaySecurity security,
			ProblemWriter problemWriter, PublicUrl publicUrl) {
		SessionProblems problems = new SessionProblems(problemWriter, publicUrl);
		http.securityMatcher(security.apiRequests());
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
	LoginAuthorizationRequestResolver loginAuthorizationRequestResolver(ClientRegistrationRepository registrations,
			Connections connections) {
		return new LoginAuthorizationRequestResolver(registrations, new WantedScopes(connections));
	}

	@Bean
	LoginFailureHandler loginFailureHandler(PublicUrl publicUrl, MessagePage messagePage) {
		return new LoginFailureHandler(publicUrl, messagePage);
	}

	@Bean
	LoginFailedController loginFailedController(MessagePage messagePage) {
		return new LoginFailedController(messagePage);
	}

	@Bean
	SessionController sessionController(PublicUrl publicUrl) {
		return new SessionController(publicUrl);
	}

	@Bean
	RedirectUriAnnouncement redirectUriAnnouncement(PublicUrl publicUrl) {
		return new RedirectUriAnnouncement(publicUrl);
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
	 * What needs Spring Session's table.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JdbcIndexedSessionRepository.class)
	static class SessionConfiguration {

		@Bean
		@ConditionalOnBean(JdbcIndexedSessionRepository.class)
		AcceptedSessions acceptedSessions(GatewayDatabase database,
				@Value("${spring.session.jdbc.table-name:SPRING_SESSION}") String table) {
			return new AcceptedSessions(database.jdbc(), table, Clock.systemUTC());
		}

	}

}
