package com.example.gateway;

import io.github.spotifygateway.web.ApiRequests;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

import static io.github.spotifygateway.springcloud.SpotifyTokenFilterFunctions.spotifyToken;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;

/**
 * The company's gateway: its own users, its own routes, and Spotify.
 */
@SpringBootApplication
public class GatewayApplication {

	public static void main(String[] args) {
		SpringApplication.run(GatewayApplication.class, args);
	}

	/**
	 * The gateway's sessions and API tokens are good for the route to Spotify.
	 */
	@Bean
	ApiRequests music() {
		return ApiRequests.to("/music/**");
	}

	/**
	 * The same in Java, for the company's own users.
	 */
	@Bean
	@Order(-1)
	RouterFunction<ServerResponse> staffMusic(Environment environment) {
		return route("staff-music").GET("/staff/music/**", HandlerFunctions.http())
			.before(BeforeFilterFunctions.uri(environment.getRequiredProperty("spotify-gateway.api-url")))
			.before(BeforeFilterFunctions.stripPrefix(2))
			.filter(spotifyToken())
			.build();
	}

	@Bean
	SecurityFilterChain companySecurity(HttpSecurity http) {
		http.authorizeHttpRequests((requests) -> requests.requestMatchers("/open/**", "/astray/open/**")
			.permitAll()
			.anyRequest()
			.authenticated());
		http.httpBasic(Customizer.withDefaults());
		http.csrf((csrf) -> csrf.disable());
		return http.build();
	}

	@Bean
	UserDetailsService companyUsers() {
		return new InMemoryUserDetailsManager(User.withUsername("carol").password("{noop}carol").roles("STAFF").build(),
				User.withUsername("dave").password("{noop}dave").roles("STAFF").build());
	}

}
