package io.github.spotifygateway.springcloud;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.spotifygateway.spotify.CallerAccessTokens;
import io.github.spotifygateway.spotify.CallerChanges;
import io.github.spotifygateway.spotify.GrantedScopes;
import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.SpotifyAutoConfiguration;
import io.github.spotifygateway.spotify.SpotifyFailures;
import io.github.spotifygateway.upstream.UpstreamProperties;
import io.github.spotifygateway.web.GatewaySecurity;
import io.github.spotifygateway.web.ProblemWriter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Brings {@link SpotifyTokenFilterFunctions} to a Spring Cloud Gateway, and keeps its
 * routes from taking the gateway's own paths.
 */
@AutoConfiguration(after = SpotifyAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(name = "org.springframework.cloud.gateway.server.mvc.filter.FilterSupplier")
@ConditionalOnBooleanProperty(name = "spotify-gateway.spring-cloud.enabled", matchIfMissing = true)
public final class SpringCloudAutoConfiguration {

	@Bean
	OwnPathsFirst spotifyGatewayOwnPathsFirst(Map<String, SecurityFilterChain> chains,
			@Qualifier("requestMappingHandlerMapping") HandlerMapping controllers,
			@Qualifier("resourceHandlerMapping") @Nullable HandlerMapping resources) {
		List<SecurityFilterChain> own = chains.entrySet()
			.stream()
			.filter((chain) -> GatewaySecurity.isForOwnPaths(chain.getKey()))
			.map(Map.Entry::getValue)
			.toList();
		return new OwnPathsFirst(own, Stream.of(controllers, resources).filter(Objects::nonNull).toList());
	}

	/**
	 * What has the gateway's types.
	 */
	@Configuration(proxyBeanMethods = false)
	static class FilterConfiguration {

		@Bean
		SpotifyTokenFilterFunctions.FilterSupplier spotifyGatewayTokenFilterSupplier() {
			return new SpotifyTokenFilterFunctions.FilterSupplier();
		}

		@Bean
		SpotifyTokenFilter spotifyGatewayTokenFilter(SpotifyFailures failures, ProblemWriter problemWriter,
				CallerChanges changes) {
			return new SpotifyTokenFilter(new Refusals(failures, problemWriter), changes);
		}

		@Bean
		SpotifyHeaders spotifyGatewayHeaders(UpstreamProperties upstream, OperationCatalogue catalogue,
				ObjectProvider<HttpClientSettings> clientSettings, GrantedScopes grantedScopes,
				CallerAccessTokens accessTokens) {
			SpotifyTargets targets = new SpotifyTargets(upstream.apiUrl(), catalogue,
					clientSettings.getIfUnique(HttpClientSettings::defaults));
			return new SpotifyHeaders(targets, grantedScopes, accessTokens);
		}

	}

}
