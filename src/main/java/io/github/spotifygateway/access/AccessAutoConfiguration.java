package io.github.spotifygateway.access;

import java.time.Clock;
import java.time.Duration;

import io.github.spotifygateway.connection.ConnectionAutoConfiguration;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.web.GatewaySecurity;
import io.github.spotifygateway.web.ProblemWriter;
import io.github.spotifygateway.web.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Brings the way in for programs: a chain that takes every call of the JSON API with an
 * {@code Authorization} header, and looks at nothing else. It knows no session, so a
 * wrong token cannot fall back to a cookie.
 */
@AutoConfiguration(after = ConnectionAutoConfiguration.class, before = OAuth2ClientWebSecurityAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(AccessProperties.class)
public final class AccessAutoConfiguration {

	/**
	 * For what a device calls before it has a token.
	 */
	@Bean
	@Order(29)
	SecurityFilterChain deviceSecurityFilterChain(HttpSecurity http, GatewaySecurity security) {
		http.securityMatcher(new AndRequestMatcher(new OrRequestMatcher(post("/api/device"), post("/api/device/token")),
				new NegatedRequestMatcher(AccessAutoConfiguration::hasAuthorization)));
		security.common().customize(http);
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		return http.build();
	}

	@Bean
	@Order(30)
	SecurityFilterChain apiTokenSecurityFilterChain(HttpSecurity http, GatewaySecurity security, ApiTokens tokens,
			AccessProperties properties, ProblemWriter problemWriter, PublicUrl publicUrl) {
		AccessProblems problems = new AccessProblems(problemWriter, publicUrl);
		Allowance failures = new Allowance(properties.failedTokensPerMinute(), Duration.ofMinutes(1));
		http.securityMatcher(new AndRequestMatcher(security.apiRequests(), AccessAutoConfiguration::hasAuthorization));
		security.common().customize(http);
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.addFilterBefore(new ApiTokenAuthenticationFilter(tokens, failures, problems), AuthorizationFilter.class);
		http.authorizeHttpRequests((requests) -> requests
			.requestMatchers("/api/tokens/**", "/api/cards/**", "/api/device/**", "/api/diagnostics")
			.denyAll()
			// the relay knows what each of its operations needs
			.requestMatchers("/v1/**")
			.authenticated()
			.requestMatchers(AccessAutoConfiguration::isRead)
			.hasAuthority(ApiTokenScope.READ.authority().getAuthority())
			.anyRequest()
			.denyAll());
		http.exceptionHandling((exceptions) -> exceptions.accessDeniedHandler(problems));
		return http.build();
	}

	@Bean
	ApiTokens apiTokens(GatewayDatabase database, Connections connections) {
		return new ApiTokens(new ApiTokenRepository(database), connections, Clock.systemUTC());
	}

	@Bean
	MintingPermission mintingPermission(AccessProperties properties) {
		return new MintingPermission(new Allowance(properties.newTokensPerHour(), Duration.ofHours(1)));
	}

	@Bean
	ApiTokenController apiTokenController(ApiTokens tokens, MintingPermission permission) {
		return new ApiTokenController(tokens, permission);
	}

	@Bean
	AcceptedApiTokens acceptedApiTokens(GatewayDatabase database) {
		return new AcceptedApiTokens(new ApiTokenRepository(database), Clock.systemUTC());
	}

	@Bean
	DeviceLogins deviceLogins(GatewayDatabase database, ApiTokens tokens) {
		return new DeviceLogins(new DeviceLoginRepository(database), tokens, Clock.systemUTC());
	}

	@Bean
	DeviceController deviceController(DeviceLogins logins, AccessProperties properties, PublicUrl publicUrl) {
		return new DeviceController(logins, new Allowance(properties.deviceLoginsPerHour(), Duration.ofHours(1)),
				publicUrl);
	}

	@Bean
	DeviceRequestController deviceRequestController(DeviceLogins logins, MintingPermission permission,
			AccessProperties properties) {
		return new DeviceRequestController(new UserCodeGuesses(logins, properties.wrongUserCodes()), logins,
				permission);
	}

	@Bean
	TokenProblems tokenProblems(PublicUrl publicUrl) {
		return new TokenProblems(publicUrl);
	}

	private static boolean isRead(HttpServletRequest request) {
		return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
	}

	private static boolean hasAuthorization(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
	}

	private static RequestMatcher post(String path) {
		return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, path);
	}

}
