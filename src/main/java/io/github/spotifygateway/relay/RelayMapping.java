package io.github.spotifygateway.relay;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Maps what is relayed to the relay, before Spring MVC compares a call with every
 * annotated method there is. An annotation could not say what of {@code /v1} is relayed,
 * and would take all of it from a host application. The interceptors and the CORS
 * settings are those of annotated methods.
 */
final class RelayMapping extends AbstractHandlerMapping {

	/** Also of Spring Boot's endpoints. */
	private static final int BEFORE_ANNOTATED_METHODS = -200;

	private static final String PATTERN = "/v1/**";

	private final RelayedRequests requests;

	private final HandlerMethod relay;

	RelayMapping(RelayController controller, RelayedRequests requests,
			@Nullable RequestMappingHandlerMapping annotatedMethods) {
		this.requests = requests;
		this.relay = new HandlerMethod(controller, Objects.requireNonNull(ReflectionUtils
			.findMethod(RelayController.class, "relay", HttpServletRequest.class, HttpServletResponse.class)));
		setOrder(BEFORE_ANNOTATED_METHODS);
		if (annotatedMethods != null) {
			setInterceptors((Object[]) Objects.requireNonNullElse(annotatedMethods.getAdaptedInterceptors(),
					new HandlerInterceptor[0]));
			CorsConfigurationSource cors = annotatedMethods.getCorsConfigurationSource();
			if (cors != null) {
				setCorsConfigurationSource(cors);
			}
			setCorsProcessor(annotatedMethods.getCorsProcessor());
		}
	}

	@Override
	protected void detectMappedInterceptors(List<HandlerInterceptor> mappedInterceptors) {
		// they are among those of annotated methods
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		if (!this.requests.matches(request)) {
			return null;
		}
		request.setAttribute(BEST_MATCHING_PATTERN_ATTRIBUTE, PATTERN);
		request.setAttribute(URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of());
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent((context) -> context.setPathPattern(PATTERN));
		return this.relay;
	}

}
