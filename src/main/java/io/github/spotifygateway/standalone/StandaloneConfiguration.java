package io.github.spotifygateway.standalone;

import io.github.spotifygateway.web.MessagePage;
import io.github.spotifygateway.web.ProblemWriter;
import io.github.spotifygateway.web.SecurityHeaders;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/**
 * What the gateway brings when it runs on its own and no host application answers for the
 * paths that are not its: nothing is there, and the answer says so like any other.
 */
@Configuration(proxyBeanMethods = false)
public class StandaloneConfiguration {

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

	@Bean
	HashedSessionCookie hashedSessionCookie() {
		return new HashedSessionCookie();
	}

	@Bean
	SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionIds(HashedSessionCookie sessionCookie) {
		return (repository) -> repository.setSessionIdGenerator(sessionCookie);
	}

}
