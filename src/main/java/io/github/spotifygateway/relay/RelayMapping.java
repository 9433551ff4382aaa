package io.github.spotifygateway.relay;

import java.lang.reflect.Method;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.core.Authentication;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Maps the relay to what it relays. An annotation could not say what of {@code /v1} that
 * is, and would take all of it from a host application.
 */
final class RelayMapping implements SmartInitializingSingleton {

	private static final String PATTERN = "/v1/**";

	private final ObjectProvider<RequestMappingHandlerMapping> mapping;

	private final RelayController controller;

	private final RelayedRequests requests;

	RelayMapping(ObjectProvider<RequestMappingHandlerMapping> mapping, RelayController controller,
			RelayedRequests requests) {
		this.mapping = mapping;
		this.controller = controller;
		this.requests = requests;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.mapping.ifAvailable((mvc) -> {
			register(mvc, RequestMappingInfo.paths(PATTERN),
					method("relay", HttpServletRequest.class, HttpServletResponse.class, Authentication.class));
			register(mvc, RequestMappingInfo.paths(PATTERN).methods(RequestMethod.OPTIONS),
					method("options", HttpServletRequest.class));
		});
	}

	private void register(RequestMappingHandlerMapping mvc, RequestMappingInfo.Builder info, Method method) {
		mvc.registerMapping(info.customCondition(this.requests).options(mvc.getBuilderConfiguration()).build(),
				this.controller, method);
	}

	private static Method method(String name, Class<?>... parameters) {
		return Objects.requireNonNull(ReflectionUtils.findMethod(RelayController.class, name, parameters));
	}

}
