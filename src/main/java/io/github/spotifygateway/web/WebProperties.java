package io.github.spotifygateway.web;

import java.net.URI;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gateway is seen from outside.
 *
 * @param publicUrl address browsers use; the redirect URI is built from it and from
 * nothing else
 * @param trustedProxies addresses and CIDR ranges of proxies that tell where a request
 * came from
 * @param forwardedHeader header in which they tell it; the other one is ignored, whoever
 * sends it
 * @param imageSources places the page may load images from, as in a
 * Content-Security-Policy
 */
@ConfigurationProperties("spotify-gateway")
record WebProperties(@DefaultValue("http://127.0.0.1:8080") URI publicUrl, @DefaultValue List<String> trustedProxies,
		@DefaultValue("x-forwarded-for") ForwardedHeader forwardedHeader, @DefaultValue( {
				"https://*.scdn.co", "https://*.spotifycdn.com" }) List<String> imageSources){

}
