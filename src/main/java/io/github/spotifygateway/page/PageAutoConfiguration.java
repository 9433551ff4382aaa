package io.github.spotifygateway.page;

import io.github.spotifygateway.web.GatewaySecurity;
import io.github.spotifygateway.web.WebAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Brings the pages at {@code /}, {@code /device} and {@code /docs} and their assets.
 */
@AutoConfiguration(after = WebAutoConfiguration.class, before = OAuth2ClientWebSecurityAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "spotify-gateway.page.enabled", matchIfMissing = true)
public final class PageAutoConfiguration {

	@Bean
	@Order(10)
	SecurityFilterChain spotifyGatewayPageSecurityFilterChain(HttpSecurity http, GatewaySecurity security) {
		return pages(http, security,
				new OrRequestMatcher(reading("/"), reading("/device"), reading(PageAssets.pattern())));
	}

	@Bean
	PageController spotifyGatewayPageController() {
		return new PageController();
	}

	@Bean
	WebMvcConfigurer spotifyGatewayPageAssets() {
		return new WebMvcConfigurer() {

			@Override
			public void addResourceHandlers(ResourceHandlerRegistry registry) {
				registry.addResourceHandler(PageAssets.pattern())
					.addResourceLocations(PageAssets.LOCATION)
					.setEtagGenerator(PageAssets::etag)
					.setCacheControl(CacheControl.noCache());
			}

		};
	}

	private static SecurityFilterChain pages(HttpSecurity http, GatewaySecurity security, RequestMatcher requests) {
		http.securityMatcher(requests);
		security.common().customize(http);
		security.canonicalHost().customize(http);
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.authorizeHttpRequests((all) -> all.anyRequest().permitAll());
		return http.build();
	}

	// other methods of a path may be a host application's
	private static RequestMatcher reading(String path) {
		PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
		return new OrRequestMatcher(paths.matcher(HttpMethod.GET, path), paths.matcher(HttpMethod.HEAD, path));
	}

	/**
	 * The page of what can be called; where it is switched off, its path is a host
	 * application's.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "spotify-gateway.docs.enabled", matchIfMissing = true)
	static class DocsPageConfiguration {

		@Bean
		@Order(11)
		SecurityFilterChain spotifyGatewayDocsPageSecurityFilterChain(HttpSecurity http, GatewaySecurity security) {
			return pages(http, security, reading("/docs"));
		}

		@Bean
		DocsPageController spotifyGatewayDocsPageController() {
			return new DocsPageController();
		}

	}

}
