package io.github.spotifygateway.relay;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.spotify.CallerLimit;
import io.github.spotifygateway.spotify.ConsentUrls;
import io.github.spotifygateway.spotify.GrantedScopes;
import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.SpotifyAutoConfiguration;
import io.github.spotifygateway.translation.TranslationAutoConfiguration;
import io.github.spotifygateway.translation.Translations;
import io.github.spotifygateway.upstream.UpstreamProperties;
import io.github.spotifygateway.web.ApiRequests;
import io.github.spotifygateway.web.PublicUrl;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Brings the operations under {@code /v1}, and {@code /api/operations}.
 */
@AutoConfiguration(after = { SpotifyAutoConfiguration.class, TranslationAutoConfiguration.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "spotify-gateway.relay.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RelayProperties.class)
public final class RelayAutoConfiguration {

	@Bean
	RelayController spotifyGatewayRelayController(UpstreamProperties upstream, RelayProperties properties,
			OperationCatalogue catalogue, GrantedScopes grantedScopes, Translations translations,
			CallerLimit callerLimit, PublicUrl publicUrl) {
		AnswerWriter answerWriter = new AnswerWriter(upstream.apiUrl() + "/v1", publicUrl.resolve("/v1"));
		return new RelayController(catalogue, grantedScopes, translations,
				new RelayedBody(Math.toIntExact(properties.maxRequestSize().toBytes())), answerWriter, callerLimit);
	}

	/**
	 * Asked first, since most requests are relayed.
	 */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	RelayedRequests spotifyGatewayRelayedRequests(OperationCatalogue catalogue) {
		return new RelayedRequests(catalogue);
	}

	@Bean
	RelayMapping spotifyGatewayRelayMapping(RelayController controller, RelayedRequests requests,
			@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> annotatedMethods) {
		return new RelayMapping(controller, requests, annotatedMethods.getIfAvailable());
	}

	@Bean
	RelayAdapter spotifyGatewayRelayAdapter() {
		return new RelayAdapter();
	}

	@Bean
	ApiRequests spotifyGatewayOperationsApi() {
		return ApiRequests.to("/api/operations");
	}

	@Bean
	RelayProblems spotifyGatewayRelayProblems() {
		return new RelayProblems();
	}

	@Bean
	OperationsController spotifyGatewayOperationsController(OperationCatalogue catalogue, Connections connections,
			ConsentUrls consentUrls, Translations translations) {
		return new OperationsController(catalogue, connections, consentUrls, translations);
	}

}
