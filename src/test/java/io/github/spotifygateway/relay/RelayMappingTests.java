package io.github.spotifygateway.relay;

import java.net.URI;
import java.util.Map;

import io.github.spotifygateway.spotify.OperationCatalogue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of a host application's Spring MVC holds for relayed calls.
 */
class RelayMappingTests {

	private final StaticWebApplicationContext context = new StaticWebApplicationContext();

	private final RequestMappingHandlerMapping annotatedMethods = new RequestMappingHandlerMapping();

	private final HandlerInterceptor interceptor = new HandlerInterceptor() {
	};

	private RelayMapping mapping;

	@BeforeEach
	void map() {
		this.annotatedMethods.setInterceptors(this.interceptor);
		this.annotatedMethods.setCorsConfigurations(Map.of("/v1/**", new CorsConfiguration()));
		this.annotatedMethods.setApplicationContext(this.context);
		this.annotatedMethods.afterPropertiesSet();
		RelayController controller = new RelayController(null, null, null, null, null, null);
		this.mapping = new RelayMapping(controller,
				new RelayedRequests(new OperationCatalogue(URI.create("https://api.spotify.com"))),
				this.annotatedMethods);
		this.mapping.setApplicationContext(this.context);
	}

	@Test
	void interceptorsOfAnnotatedMethodsSeeRelayedCallsOnce() throws Exception {
		assertThat(handler("/v1/me").getInterceptorList()).containsOnlyOnce(this.interceptor);
	}

	@Test
	void corsSettingsOfAnnotatedMethodsHold() {
		assertThat(this.mapping.getCorsConfigurationSource())
			.isSameAs(this.annotatedMethods.getCorsConfigurationSource());
	}

	@Test
	void otherPathsAreLeftToOthers() throws Exception {
		assertThat(handler("/v1/orders")).isNull();
		assertThat(handler("/v1")).isNull();
		assertThat(handler("")).isNull();
	}

	private @Nullable HandlerExecutionChain handler(String path) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		ServletRequestPathUtils.parseAndCache(request);
		return this.mapping.getHandler(request);
	}

}
