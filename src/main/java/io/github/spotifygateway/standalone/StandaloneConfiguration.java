package io.github.spotifygateway.standalone;

import io.github.spotifygateway.web.GatewaySecurity;
import io.github.spotifygateway.web.MessagePage;
import io.github.spotifygateway.web.ProblemWriter;
import io.github.spotifygateway.web.SecurityHeaders;
import jakarta.servlet.DispatcherType;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * What the gateway brings when it runs on its own and no host application answers for the
 * paths that are not its: nothing is there, and the answer says so like any other.
 */
@Configuration(proxyBeanMethods = false)
public class StandaloneConfiguration {

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	SecurityFilterChain everythingElseSecurityFilterChain(HttpSecurity http, GatewaySecurity security) {
		security.common().customize(http);
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.authorizeHttpRequests(
				(requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll().anyRequest().denyAll());
		http.exceptionHandling((exceptions) -> exceptions
			.authenticationEntryPoint((request, response, ex) -> response.sendError(HttpStatus.NOT_FOUND.value())));
		return http.build();
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverErrors(SecurityHeaders securityHeaders,
			ProblemWriter problemWriter) {
		return (factory) -> factory.addContextCustomizers((context) -> context.getParent()
			.getPipeline()
			.addValve(new ServerErrorValve(securityHeaders, problemWriter)));
	}

	@Bean
	GatewayErrorController gatewayErrorController(MessagePage messagePage, SecurityHeaders securityHeaders) {
		return new GatewayErrorController(messagePage, securityHeaders);
	}

}
