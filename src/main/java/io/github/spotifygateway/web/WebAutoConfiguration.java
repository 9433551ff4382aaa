package io.github.spotifygateway.web;

import java.time.Duration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Brings what all of the gateway's answers have in common.
 */
@AutoConfiguration(before = OAuth2ClientWebSecurityAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties({ WebProperties.class, BearerProperties.class })
public final class WebAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PublicUrl spotifyGatewayPublicUrl(WebProperties properties) {
		return new PublicUrl(properties.publicUrl());
	}

	@Bean
	@ConditionalOnMissingBean
	SecurityHeaders spotifyGatewaySecurityHeaders(WebProperties properties, PublicUrl publicUrl) {
		return new SecurityHeaders(properties.imageSources(), publicUrl);
	}

	@Bean
	@ConditionalOnMissingBean
	ProblemWriter spotifyGatewayProblemWriter(ApplicationEventPublisher events) {
		return new ProblemWriter(events);
	}

	@Bean
	@ConditionalOnMissingBean
	MessagePage spotifyGatewayMessagePage(PublicUrl publicUrl) {
		return new MessagePage(publicUrl);
	}

	@Bean
	@ConditionalOnMissingBean
	ErrorAnswers spotifyGatewayErrorAnswers(MessagePage messagePage, ProblemWriter problemWriter,
			SecurityHeaders securityHeaders) {
		return new ErrorAnswers(messagePage, problemWriter, securityHeaders);
	}

	@Bean
	@ConditionalOnMissingBean
	BearerRefusals spotifyGatewayBearerRefusals(ProblemWriter problemWriter, PublicUrl publicUrl,
			BearerProperties properties, ApplicationEventPublisher events) {
		return new BearerRefusals(problemWriter, publicUrl,
				new Allowance(properties.failedTokensPerMinute(), Duration.ofMinutes(1)), events);
	}

	@Bean
	WebMvcConfigurer spotifyGatewayJson() {
		return new WebMvcConfigurer() {

			@Override
			public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
				builder.addCustomConverter(new OwnJsonConverter());
			}

		};
	}

	@Bean
	WebMvcConfigurer spotifyGatewayCallersOnly(ErrorAnswers errorAnswers) {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new GatewayCallersOnly(errorAnswers))
					.addPathPatterns("/api/**", "/v1/**", "/auth/verify")
					.order(Ordered.HIGHEST_PRECEDENCE);
			}

		};
	}

	@Bean
	WebProblems spotifyGatewayWebProblems() {
		return new WebProblems();
	}

	@Bean
	TrustedProxies spotifyGatewayTrustedProxies(WebProperties properties, Environment environment) {
		if (!properties.trustedProxies().isEmpty()) {
			new ServerForwardedHeaders(environment).requireIgnored();
		}
		return new TrustedProxies(properties.trustedProxies(), properties.forwardedHeader());
	}

	@Bean
	@ConditionalOnMissingBean
	GatewaySecurity spotifyGatewaySecurity(TrustedProxies trustedProxies, PublicUrl publicUrl,
			SecurityHeaders securityHeaders, ProblemWriter problemWriter, ErrorAnswers errorAnswers,
			ObjectProvider<ApiRequests> apiRequests) {
		return new GatewaySecurity(trustedProxies, publicUrl, securityHeaders, problemWriter, errorAnswers,
				apiRequests.orderedStream().toList());
	}

	/**
	 * Stands behind the gateway's own chains when the application has none: without it,
	 * their mere presence would switch off Spring Boot's default protection of every
	 * other path. Whoever embeds the gateway brings a chain for the paths of the
	 * application.
	 */
	@Bean
	@ConditionalOnMissingBean(SecurityFilterChain.class)
	@Order(Ordered.LOWEST_PRECEDENCE)
	SecurityFilterChain spotifyGatewayEverythingElseSecurityFilterChain(HttpSecurity http, GatewaySecurity security) {
		security.common().customize(http);
		security.nothingElse().customize(http);
		return http.build();
	}

	/**
	 * For calls of the JSON API that no way in takes, because it is switched off: what an
	 * application lets through elsewhere is not let through here.
	 */
	@Bean
	@Order(39)
	SecurityFilterChain spotifyGatewayNoWayInSecurityFilterChain(HttpSecurity http, GatewaySecurity security,
			ProblemWriter problemWriter) {
		http.securityMatcher(security.apiRequests());
		security.common().customize(http);
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll());
		http.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(new NoWayIn(problemWriter)));
		return http.build();
	}

}
