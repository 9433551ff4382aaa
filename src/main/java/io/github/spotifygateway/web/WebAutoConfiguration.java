package io.github.spotifygateway.web;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Brings what all of the gateway's answers have in common.
 */
@AutoConfiguration
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
	SecurityHeaders securityHeaders(WebProperties properties) {
		return new SecurityHeaders(properties.imageSources());
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
	WebProblems webProblems() {
		return new WebProblems();
	}

	@Bean
	@ConditionalOnMissingBean
	GatewaySecurity gatewaySecurity(PublicUrl publicUrl, SecurityHeaders securityHeaders, ProblemWriter problemWriter) {
		return new GatewaySecurity(publicUrl, securityHeaders, problemWriter);
	}

}
