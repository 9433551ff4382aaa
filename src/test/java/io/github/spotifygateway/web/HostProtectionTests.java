package io.github.spotifygateway.web;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

/**
 * That the gateway's presence opens nothing of a host application.
 */
class HostProtectionTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DispatcherServletAutoConfiguration.class,
				WebMvcAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class, WebAutoConfiguration.class))
		.withBean(HostController.class);

	@Test
	void pathsOfHostWithoutChainAreClosed() {
		this.runner.run((context) -> assertThat(mvc(context).get().uri("/admin")).hasStatus(404));
	}

	@Test
	void chainOfHostDecidesAboutItsPaths() {
		this.runner.withUserConfiguration(HostSecurity.class)
			.run((context) -> assertThat(mvc(context).get().uri("/admin")).hasStatusOk());
	}

	private static MockMvcTester mvc(WebApplicationContext context) {
		return MockMvcTester.from(context, (builder) -> builder.apply(springSecurity()).build());
	}

	@RestController
	static class HostController {

		@GetMapping("/admin")
		String admin() {
			return "host";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HostSecurity {

		@Bean
		SecurityFilterChain hostChain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

	}

}
