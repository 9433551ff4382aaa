package io.github.spotifygateway.upstream;

import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;

/**
 * Keeps the HTTP client of a host application from keeping cookies. With the gateway
 * comes Apache's, which Spring Boot prefers to those it would take otherwise, and which
 * alone among them gives the cookies that one caller was given to all others.
 */
final class NoSharedCookies
		implements ClientHttpRequestFactoryBuilderCustomizer<HttpComponentsClientHttpRequestFactoryBuilder> {

	@Override
	public HttpComponentsClientHttpRequestFactoryBuilder customize(
			HttpComponentsClientHttpRequestFactoryBuilder builder) {
		return builder.withHttpClientCustomizer(HttpClientBuilder::disableCookieManagement);
	}

}
