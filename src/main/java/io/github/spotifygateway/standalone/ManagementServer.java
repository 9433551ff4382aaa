package io.github.spotifygateway.standalone;

import java.net.InetAddress;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * The port of its own that an operator may give to what is not for users. It listens on
 * this machine only, unless the operator names another address.
 */
final class ManagementServer implements BeanPostProcessor {

	private static final String NAMESPACE = "management";

	private final Environment environment;

	ManagementServer(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Whether a request came in on that port. Nothing a client sends has a say in it.
	 */
	static boolean serves(HttpServletRequest request) {
		return WebServerApplicationContext.hasServerNamespace(
				WebApplicationContextUtils.getWebApplicationContext(request.getServletContext()), NAMESPACE);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ManagementServerProperties properties && properties.getAddress() == null
				&& ManagementPortType.get(this.environment) == ManagementPortType.DIFFERENT) {
			properties.setAddress(InetAddress.getLoopbackAddress());
		}
		return bean;
	}

}
