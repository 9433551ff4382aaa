package io.github.spotifygateway.access;

import java.time.Clock;
import java.time.Duration;

import io.github.spotifygateway.connection.ConnectionAutoConfiguration;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.web.Allowance;
import io.github.spotifygateway.web.ApiRequests;
import io.github.spotifygateway.web.BearerRefusals;
import io.github.spotifygateway.web.BearerToken;
import io.github.spotifygateway.web.GatewaySecurity;
import io.github.spotifygateway.web.PublicUrl;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
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
@ConditionalOnBooleanProperty(name = "spotify-gateway.access.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AccessProperties.class)
public final class AccessAutoConfiguration {

	/**
	 * For what a device calls before it has a token.
	 */
	@Bean
	@Order(29)
	SecurityFilterChain spotifyGatewayDeviceSecurityFilterChain(HttpSecurity http, GatewaySecurity security) {
		http.securityMatcher(new AndRequestMatcher(new NegatedRequestMatcher(BearerToken::isTried),
				new OrRequestMatcher(post("/api/device"), post("/api/device/token"))));
		security.common().customize(http);
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		return http.build();
	}

	@Bean
	@Order(30)
	SecurityFilterChain spotifyGatewayApiTokenSecurityFilterChain(HttpSecurity http, GatewaySecurity security,
			ApiTokens tokens, BearerRefusals refusals) {
		http.securityMatcher(new AndRequestMatcher(BearerToken::isTried, security.apiRequests()));
		security.common().customize(http);
		http.addFilterBefore(new ApiTokenAuthenticationFilter(tokens, refusals), AnonymousAuthenticationFilter.class);
		security.programs(refusals).customize(http);
		return http.build();
	}

	@Bean
	ApiRequests spotifyGatewayAccessApi() {
		return ApiRequests.to("/api/tokens", "/api/tokens/{id}", "/api/device", "/api/device/token",
				"/api/device/requests/{userCode}", "/api/device/requests/{userCode}/approval",
				"/api/device/requests/{userCode}/refusal");
	}

	@Bean
	ApiTokens spotifyGatewayApiTokens(GatewayDatabase database, Connections connections,
			ApplicationEventPublisher events) {
		return new ApiTokens(new ApiTokenRepository(database), connections, Clock.systemUTC(), events);
	}

	@Bean
	MintingPermission spotifyGatewayMintingPermission(AccessProperties properties) {
		return new MintingPermission(new Allowance(properties.newTokensPerHour(), Duration.ofHours(1)));
	}

	@Bean
	ApiTokenController spotifyGatewayApiTokenController(ApiTokens tokens, MintingPermission permission) {
		return new ApiTokenController(tokens, permission);
	}

	@Bean
	AcceptedApiTokens spotifyGatewayAcceptedApiTokens(GatewayDatabase database) {
		return new AcceptedApiTokens(new ApiTokenRepository(database), Clock.systemUTC());
	}

	@Bean
	DeviceLogins spotifyGatewayDeviceLogins(GatewayDatabase database, ApiTokens tokens,
			ApplicationEventPublisher events) {
		return new DeviceLogins(new DeviceLoginRepository(database), tokens, Clock.systemUTC(), events);
	}

	@Bean
	DeviceController spotifyGatewayDeviceController(DeviceLogins logins, AccessProperties properties,
			PublicUrl publicUrl) {
		return new DeviceController(logins, new Allowance(properties.deviceLoginsPerHour(), Duration.ofHours(1)),
				publicUrl);
	}

	@Bean
	DeviceRequestController spotifyGatewayDeviceRequestController(DeviceLogins logins, MintingPermission permission,
			AccessProperties properties) {
		return new DeviceRequestController(new UserCodeGuesses(logins, properties.wrongUserCodes()), logins,
				permission);
	}

	@Bean
	TokenProblems spotifyGatewayTokenProblems(PublicUrl publicUrl, ApplicationEventPublisher events) {
		return new TokenProblems(publicUrl, events);
	}

	private static RequestMatcher post(String path) {
		return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, path);
	}

}
