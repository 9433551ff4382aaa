package io.github.spotifygateway.relay;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * Maps what is relayed to the relay, before Spring MVC compares a call with every
 * annotated method there is. An annotation could not say what of {@code /v1} is relayed,
 * and would take all of it from a host application, whose interceptors and CORS settings
 * hold here as well.
 */
final class RelayMapping extends AbstractHandlerMapping {

	/** Also of Spring Boot's endpoints. */
	private static final int BEFORE_ANNOTATED_METHODS = -200;

	private final RelayedRequests requests;

	private final HandlerMethod relay;

	RelayMapping(RelayController controller, RelayedRequests requests, List<WebMvcConfigurer> configurers) {
		this.requests = requests;
		this.relay = new HandlerMethod(controller, Objects.requireNonNull(ReflectionUtils
			.findMethod(RelayController.class, "relay", HttpServletRequest.class, HttpServletResponse.class)));
		setOrder(BEFORE_ANNOTATED_METHODS);
		setInterceptors(new Interceptors(configurers).getInterceptors().toArray());
		setCorsConfigurations(new Cors(configurers).getCorsConfigurations());
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		return this.requests.matches(request) ? this.relay : null;
	}

	private static final class Interceptors extends InterceptorRegistry {

		Interceptors(List<WebMvcConfigurer> configurers) {
			configurers.forEach((configurer) -> configurer.addInterceptors(this));
		}

		@Override
		protected List<Object> getInterceptors() {
			return super.getInterceptors();
		}

	}

	private static final class Cors extends CorsRegistry {

		Cors(List<WebMvcConfigurer> configurers) {
			configurers.forEach((configurer) -> configurer.addCorsMappings(this));
		}

		@Override
		protected Map<String, CorsConfiguration> getCorsConfigurations() {
			return super.getCorsConfigurations();
		}

	}

}
