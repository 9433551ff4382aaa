package io.github.spotifygateway.card;

import java.net.URI;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How cards are drawn.
 *
 * @param imageOrigins places covers are fetched from, scheme, host and port
 */
@ConfigurationProperties("spotify-gateway.card")
record CardProperties(@DefaultValue( {
		"https://i.scdn.co", "https://mosaic.scdn.co", "https://image-cdn-ak.spotifycdn.com",
		"https://image-cdn-fa.spotifycdn.com" }) List<URI> imageOrigins){

}
