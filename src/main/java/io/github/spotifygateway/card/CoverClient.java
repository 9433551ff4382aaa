package io.github.spotifygateway.card;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.github.spotifygateway.upstream.UpstreamHttpClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Fetches pictures. Follows no redirects, and sends neither a token nor a cookie.
 */
final class CoverClient {

	private static final Log logger = LogFactory.getLog(CoverClient.class);

	private static final DataSize LARGEST = DataSize.ofKilobytes(256);

	private static final Duration DEADLINE = Duration.ofMillis(2500);

	private final RestClient client;

	CoverClient(UpstreamHttpClient httpClient) {
		this.client = httpClient.restClient(DEADLINE, DEADLINE, LARGEST)
			.defaultStatusHandler((status) -> true, (request, response) -> {
				// any status but one is no picture
			})
			.build();
	}

	/**
	 * Fetch a picture.
	 * @param address where it is
	 * @return the picture, unless there is none of at most 256 KB
	 */
	Optional<Cover> fetch(URI address) {
		try {
			ResponseEntity<byte[]> answer = this.client.get()
				.uri(address)
				.accept(MediaType.IMAGE_JPEG, MediaType.IMAGE_PNG, MediaType.parseMediaType("image/webp"))
				.retrieve()
				.toEntity(byte[].class);
			MediaType type = answer.getHeaders().getContentType();
			byte[] bytes = answer.getBody();
			return (answer.getStatusCode() == HttpStatus.OK && type != null && bytes != null)
					? Cover.of(type.getType() + "/" + type.getSubtype(), bytes) : Optional.empty();
		}
		catch (RestClientException | IllegalArgumentException ex) {
			logger.debug("A cover could not be fetched [" + ex.getClass().getSimpleName() + "]");
			return Optional.empty();
		}
	}

}
