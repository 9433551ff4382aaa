package io.github.spotifygateway.web;

import io.github.spotifygateway.web.GatewaySecurity.FurtherApi;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Brings what all of the gateway's answers have in common.
 */
@AutoConfiguration(before = OAuth2ClientWebSecurityAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(WebProperties.class)
public final class WebAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PublicUrl publicUrl(WebProperties properties) {
		return new PublicUrl(properties.publicUrl());
	}

	@Bean
	@ConditionalOnMissingBean
	SecurityHeaders securityHeaders(WebProperties properties, PublicUrl publicUrl) {
		return new SecurityHeaders(properties.imageSources(), publicUrl);
	}

	@Bean
	@ConditionalOnMissingBean
	ProblemWriter problemWriter() {
		return new ProblemWriter();
	}

	@Bean
	@ConditionalOnMissingBean
	MessagePage messagePage(PublicUrl publicUrl) {
		return new MessagePage(publicUrl);
	}

	@Bean
	@ConditionalOnMissingBean
	ErrorAnswers errorAnswers(MessagePage messagePage, ProblemWriter problemWriter, SecurityHeaders securityHeaders) {
		return new ErrorAnswers(messagePage, problemWriter, securityHeaders);
	}

	@Bean
	WebProblems webProblems() {
		return new WebProblems();
	}

	@Bean
	@ConditionalOnMissingBean
	GatewaySecurity gatewaySecurity(PublicUrl publicUrl, SecurityHeaders securityHeaders, ProblemWriter problemWriter,
			ErrorAnswers errorAnswers, ObjectProvider<FurtherApi> furtherApis) {
		return new GatewaySecurity(publicUrl, securityHeaders, problemWriter, errorAnswers,
				furtherApis.orderedStream().toList());
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
	SecurityFilterChain everythingElseSecurityFilterChain(HttpSecurity http, GatewaySecurity security) {
		security.common().customize(http);
		security.nothingElse().customize(http);
		return http.build();
	}

}
