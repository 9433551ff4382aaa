package io.github.spotifygateway.jwt;

import java.time.Clock;

import io.github.spotifygateway.link.CompanyCaller;
import io.github.spotifygateway.link.ConditionalOnCompanyIssuer;
import io.github.spotifygateway.link.LinkAutoConfiguration;
import io.github.spotifygateway.upstream.UpstreamHttpClient;
import io.github.spotifygateway.web.BearerRefusals;
import io.github.spotifygateway.web.BearerToken;
import io.github.spotifygateway.web.GatewaySecurity;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.util.matcher.AndRequestMatcher;

/**
 * Brings the way in for a company's own tokens: a chain that takes every call of the JSON
 * API with something of the form of one. The rest stays with the other ways in. Start-up
 * does not need the issuer.
 */
@AutoConfiguration(after = LinkAutoConfiguration.class, before = OAuth2ClientWebSecurityAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnCompanyIssuer
@EnableConfigurationProperties(JwtProperties.class)
public final class JwtAutoConfiguration {

	private static final String CONNECTION = "/api/me/connection";

	private static final String[] CONNECTION_READERS = { "SCOPE_read", "SCOPE_player", "SCOPE_library",
			"SCOPE_playlists", "SCOPE_raw", CompanyCaller.MAY_LINK };

	@Bean
	@Order(28)
	SecurityFilterChain spotifyGatewayCompanyTokenSecurityFilterChain(HttpSecurity http, GatewaySecurity security,
			CompanyTokens tokens, BearerRefusals refusals) {
		http.securityMatcher(
				new AndRequestMatcher(JwtAutoConfiguration::bringsTokenOfTheCompany, security.apiRequests()));
		security.common().customize(http);
		http.addFilterBefore(new CompanyTokenFilter(tokens, refusals), AnonymousAuthenticationFilter.class);
		// whether there is a connection may be known to all whose token is for anything
		// here
		http.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET, CONNECTION)
			.hasAnyAuthority(CONNECTION_READERS)
			.requestMatchers(HttpMethod.HEAD, CONNECTION)
			.hasAnyAuthority(CONNECTION_READERS)
			.requestMatchers(CONNECTION)
			.hasAuthority(CompanyCaller.MAY_LINK));
		security.programs(refusals).customize(http);
		return http.build();
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor spotifyGatewayIssuerKeysExecutor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("issuer-keys-");
		executor.setAllowCoreThreadTimeOut(true);
		executor.setMaxPoolSize(1);
		return executor;
	}

	@Bean
	CompanyTokens spotifyGatewayCompanyTokens(JwtProperties properties, UpstreamHttpClient httpClient,
			@Qualifier("spotifyGatewayIssuerKeysExecutor") ThreadPoolTaskExecutor executor) {
		CompanyIssuer issuer = CompanyIssuer.of(properties);
		IssuerKeys keys = new IssuerKeys(new IssuerMetadata(issuer, httpClient)::fetchKeys, executor, Clock.systemUTC(),
				IssuerKeys.PATIENCE);
		return new CompanyTokens(AccessTokenDecoder.create(issuer, properties.types(), keys), issuer,
				new ScopeMapping(properties.claim(), properties.scopes().byValue()));
	}

	@Bean
	AcceptedCompanyTokens spotifyGatewayAcceptedCompanyTokens() {
		return new AcceptedCompanyTokens(Clock.systemUTC());
	}

	private static boolean bringsTokenOfTheCompany(HttpServletRequest request) {
		return BearerToken.of(request).filter(CompanyTokens::haveFormOf).isPresent();
	}

}
