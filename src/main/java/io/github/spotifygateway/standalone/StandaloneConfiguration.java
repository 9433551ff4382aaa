package io.github.spotifygateway.standalone;

import java.nio.charset.StandardCharsets;

import io.github.spotifygateway.web.DatabaseOutageFilter;
import io.github.spotifygateway.web.ErrorAnswers;
import io.github.spotifygateway.web.GatewaySecurity;
import io.github.spotifygateway.web.ProblemWriter;
import io.github.spotifygateway.web.SecurityHeaders;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.Pipeline;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.http.server.observation.ServerRequestObservationConvention;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * What the gateway brings when it runs on its own and no host application answers for the
 * paths that are not its: nothing is there, and the answer says so like any other.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ShutdownProperties.class)
@Import(SessionConfiguration.AfterAutoConfiguration.class)
public class StandaloneConfiguration {

	private static final String[] HEALTH = { "/livez", "/readyz", "/actuator/health", "/actuator/health/*" };

	private static final String METRICS = "/actuator/prometheus";

	private static final String STREAM = "/api/me/now-playing/events";

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverErrors(SecurityHeaders securityHeaders,
			ProblemWriter problemWriter) {
		return (factory) -> factory.addContextCustomizers((context) -> {
			Pipeline host = context.getParent().getPipeline();
			host.addValve(new ServerErrorValve(securityHeaders, problemWriter));
			host.addValve(new RequestHeadValve());
		});
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> formsInUtf8() {
		return (factory) -> factory
			.addContextCustomizers((context) -> context.setRequestCharacterEncoding(StandardCharsets.UTF_8.name()));
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallBuffers() {
		return (factory) -> factory.setProtocol(SmallBufferProtocol.class.getName());
	}

	@Bean
	GatewayErrorController gatewayErrorController(ErrorAnswers errorAnswers) {
		return new GatewayErrorController(errorAnswers);
	}

	/**
	 * Lets an unknown method come as far as the answer that it is not allowed.
	 */
	@Bean
	HttpFirewall httpFirewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		return firewall;
	}

	@Bean
	Drain drain(ShutdownProperties properties) {
		return new Drain(properties.drain());
	}

	/**
	 * Sessions are read and written outside the security filter chains.
	 */
	@Bean
	FilterRegistrationBean<DatabaseOutageFilter> sessionOutages(ErrorAnswers errorAnswers) {
		FilterRegistrationBean<DatabaseOutageFilter> registration = new FilterRegistrationBean<>(
				new DatabaseOutageFilter(errorAnswers));
		registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
		return registration;
	}

	/**
	 * Everyone may ask whether the server is well, and whoever reaches the port of the
	 * management server for its metrics; nothing else is open.
	 */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	SecurityFilterChain healthSecurityFilterChain(HttpSecurity http, GatewaySecurity security) {
		security.common().customize(http);
		http.authorizeHttpRequests(
				(requests) -> requests.requestMatchers(HttpMethod.GET, HEALTH)
					.permitAll()
					.requestMatchers(HttpMethod.HEAD, HEALTH)
					.permitAll()
					.requestMatchers(new AndRequestMatcher(
							PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, METRICS),
							ManagementServer::serves))
					.permitAll());
		security.nothingElse().customize(http);
		return http.build();
	}

	/**
	 * Spring Security would observe each of its filters, for every request.
	 */
	@Bean
	SecurityObservationSettings securityObservationSettings() {
		return SecurityObservationSettings.noObservations();
	}

	/**
	 * An event stream is open for hours, which says nothing of how quickly requests are
	 * answered. Streams have metrics of their own.
	 */
	@Bean
	ObservationPredicate streamsAreNoRequests() {
		return (name, context) -> !(context instanceof ServerRequestObservationContext server
				&& isStream(server.getCarrier()));
	}

	/**
	 * Without the address, which may hold the id of something, or the secret of a card.
	 */
	@Bean
	ServerRequestObservationConvention requestsWithoutAddress() {
		return new DefaultServerRequestObservationConvention() {

			@Override
			public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
				return KeyValues.empty();
			}

		};
	}

	@Bean
	static ManagementServer managementServer(Environment environment) {
		return new ManagementServer(environment);
	}

	@Bean
	static DatabaseTimeouts databaseTimeouts() {
		return new DatabaseTimeouts();
	}

	@Bean
	HashedSessionCookie hashedSessionCookie() {
		return new HashedSessionCookie();
	}

	@Bean
	SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionIds(HashedSessionCookie sessionCookie) {
		return (repository) -> repository.setSessionIdGenerator(sessionCookie);
	}

	private static boolean isStream(@Nullable HttpServletRequest request) {
		return request != null && request.getRequestURI().equals(request.getContextPath() + STREAM);
	}

	/**
	 * Takes no traces.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(NoTraceCollector.class)
	@PropertySource("classpath:io/github/spotifygateway/standalone/untraced.properties")
	static class UntracedConfiguration {

	}

}
