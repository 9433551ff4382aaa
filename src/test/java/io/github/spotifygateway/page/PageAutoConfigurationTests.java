package io.github.spotifygateway.page;

import io.github.spotifygateway.web.WebAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

/**
 * That the pages open nothing of a host application.
 */
class PageAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DispatcherServletAutoConfiguration.class,
				WebMvcAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class, WebAutoConfiguration.class,
				PageAutoConfiguration.class))
		.withBean(HostController.class);

	@Test
	void hostsOtherMethodsOfTheSamePathStayClosed() {
		this.runner.run((context) -> assertThat(mvc(context).post().uri("/device")).hasStatus4xxClientError());
	}

	private static MockMvcTester mvc(WebApplicationContext context) {
		return MockMvcTester.from(context, (builder) -> builder.apply(springSecurity()).build());
	}

	@RestController
	static class HostController {

		@PostMapping("/device")
		String register() {
			return "host";
		}

	}

}
