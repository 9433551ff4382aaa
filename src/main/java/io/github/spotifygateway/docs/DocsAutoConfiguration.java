package io.github.spotifygateway.docs;

import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.SpotifyAutoConfiguration;
import io.github.spotifygateway.web.GatewaySecurity;
import io.github.spotifygateway.web.PublicUrl;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Brings {@code /docs/openapi.json}.
 */
@AutoConfiguration(after = SpotifyAutoConfiguration.class, before = OAuth2ClientWebSecurityAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "spotify-gateway.docs.enabled", matchIfMissing = true)
@EnableConfigurationProperties(DocsProperties.class)
public final class DocsAutoConfiguration {

	private static final String PATH = "/docs/openapi.json";

	/** Maps what is relayed by a mapping of its own. */
	private static final String RELAY = "spotifyGatewayRelayMapping";

	@Bean
	@Order(16)
	SecurityFilterChain spotifyGatewayDocsSecurityFilterChain(HttpSecurity http, GatewaySecurity security) {
		PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
		http.securityMatcher(
				new OrRequestMatcher(paths.matcher(HttpMethod.GET, PATH), paths.matcher(HttpMethod.HEAD, PATH)));
		security.common().customize(http);
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		return http.build();
	}

	@Bean
	OpenApiController spotifyGatewayOpenApiController(OperationCatalogue catalogue, PublicUrl publicUrl,
			@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping,
			BeanFactory beans) {
		return new OpenApiController(new OpenApiDocument(catalogue), publicUrl,
				() -> Endpoints.mapped(mapping.getObject().getHandlerMethods().keySet())
					.or(beans.containsBean(RELAY) ? Endpoints.below("/v1/") : Endpoints.NONE));
	}

}
