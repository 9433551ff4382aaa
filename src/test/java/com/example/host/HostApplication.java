package com.example.host;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * An application with a way of its own to do everything, and with beans that have the
 * names one gives without thinking of others.
 */
@Configuration(proxyBeanMethods = false)
@EnableAsync
@EnableScheduling
public class HostApplication implements WebMvcConfigurer {

	@Override
	public void addCorsMappings(CorsRegistry registry) {
		registry.addMapping("/orders/**").allowedOrigins("https://shop.example");
	}

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http) {
		http.authorizeHttpRequests((requests) -> requests.requestMatchers("/open/**")
			.permitAll()
			.requestMatchers("/admin/**")
			.hasRole("ADMIN")
			.anyRequest()
			.authenticated());
		http.httpBasic(Customizer.withDefaults());
		http.formLogin(Customizer.withDefaults());
		http.cors(Customizer.withDefaults());
		return http.build();
	}

	@Bean
	UserDetailsService users() {
		return new InMemoryUserDetailsManager(
				User.withUsername("carol").password("{noop}carol").roles("STAFF").build());
	}

	@Bean
	Clock clock() {
		return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
	}

	@Bean
	HostController profileController(Clock clock) {
		return new HostController(clock);
	}

	@Bean
	HostProblems webProblems() {
		return new HostProblems();
	}

	@Bean
	String cards() {
		return "cards of the host";
	}

	@Bean
	String player() {
		return "player of the host";
	}

	@Bean
	String connections() {
		return "connections of the host";
	}

	@Bean
	String securityHeaders() {
		return "headers of the host";
	}

	@Bean
	String queueController() {
		return "controller of the host";
	}

}
