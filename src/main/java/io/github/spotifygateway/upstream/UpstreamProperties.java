package io.github.spotifygateway.upstream;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Where Spotify is and how long it may take.
 *
 * @param accountsUrl address of Spotify's accounts service
 * @param apiUrl address of Spotify's Web API, without the version
 * @param upstream limits of a call to either
 */
@ConfigurationProperties("spotify-gateway")
public record UpstreamProperties(@DefaultValue("https://accounts.spotify.com") URI accountsUrl,
		@DefaultValue("https://api.spotify.com") URI apiUrl, @DefaultValue Limits upstream) {

	public UpstreamProperties {
		accountsUrl = withoutSlashAtEnd(accountsUrl);
		apiUrl = withoutSlashAtEnd(apiUrl);
	}

	// paths are added to them as they are
	private static URI withoutSlashAtEnd(URI url) {
		return URI.create(StringUtils.trimTrailingCharacter(url.toString(), '/'));
	}

	/**
	 * Limits of a call to Spotify.
	 *
	 * @param connectTimeout time to open a connection
	 * @param readTimeout longest silence while waiting for the answer or within it
	 * @param deadline time for the whole call, from first byte sent to last byte read
	 * @param streamDeadline the same for a relayed call, whose answer may be large
	 * @param maxConnections connections open at the same time, to each of the two
	 * @param maxAnswerSize largest answer that is read as JSON
	 */
	public record Limits(@DefaultValue("2s") Duration connectTimeout, @DefaultValue("5s") Duration readTimeout,
			@DefaultValue("8s") Duration deadline, @DefaultValue("60s") Duration streamDeadline,
			@DefaultValue("100") int maxConnections, @DefaultValue("1MB") DataSize maxAnswerSize) {
	}

}
