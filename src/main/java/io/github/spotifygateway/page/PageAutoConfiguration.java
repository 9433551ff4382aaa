package io.github.spotifygateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.github.spotifygateway.web.GatewaySecurity;
import io.github.spotifygateway.web.WebAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Brings the pages at {@code /} and {@code /device} and their assets.
 */
@AutoConfiguration(after = WebAutoConfiguration.class, before = OAuth2ClientWebSecurityAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
public final class PageAutoConfiguration {

	@Bean
	@Order(10)
	SecurityFilterChain pageSecurityFilterChain(HttpSecurity http, GatewaySecurity security) {
		PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
		// other methods of /device may be a host application's
		http.securityMatcher(new OrRequestMatcher(paths.matcher("/"), paths.matcher(HttpMethod.GET, "/device"),
				paths.matcher(HttpMethod.HEAD, "/device"), paths.matcher("/assets/**")));
		security.common().customize(http);
		security.canonicalHost().customize(http);
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		return http.build();
	}

	@Bean
	PageController pageController() {
		return new PageController();
	}

	@Bean
	WebMvcConfigurer pageAssets() {
		return new WebMvcConfigurer() {

			@Override
			public void addResourceHandlers(ResourceHandlerRegistry registry) {
				registry.addResourceHandler("/assets/**")
					.addResourceLocations("classpath:/io/github/spotifygateway/page/assets/")
					.setEtagGenerator(PageAutoConfiguration::etag)
					.setCacheControl(CacheControl.noCache());
			}

		};
	}

	// by content, because files of a reproducible build all have the same date
	private static String etag(Resource asset) {
		try {
			return '"' + DigestUtils.md5DigestAsHex(asset.getContentAsByteArray()) + '"';
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
