package io.github.spotifygateway.jwt;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.spotifygateway.upstream.UpstreamHttpClient;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/**
 * Asks the issuer for its keys, and where they are. Answers that are slow or large fail.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-3">RFC 8414, Obtaining
 * Authorization Server Metadata</a>
 */
final class IssuerMetadata {

	private static final Duration DEADLINE = Duration.ofSeconds(5);

	private static final DataSize LARGEST_ANSWER = DataSize.ofKilobytes(256);

	private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {
	};

	private final CompanyIssuer issuer;

	private final RestClient restClient;

	IssuerMetadata(CompanyIssuer issuer, UpstreamHttpClient httpClient) {
		this.issuer = issuer;
		this.restClient = httpClient.restClient(DEADLINE, DEADLINE, LARGEST_ANSWER).build();
	}

	/**
	 * Fetch the keys. Only public ones count.
	 * @throws Exception if the issuer does not answer, or not with keys
	 */
	JWKSet fetchKeys() throws Exception {
		URI uri = (this.issuer.jwkSetUri() != null) ? this.issuer.jwkSetUri() : discover();
		String answer = this.restClient.get()
			.uri(uri)
			.accept(MediaType.APPLICATION_JSON, new MediaType("application", "jwk-set+json"))
			.retrieve()
			.body(String.class);
		return JWKSet.parse((answer != null) ? answer : "").toPublicJWKSet();
	}

	private URI discover() {
		Map<String, Object> metadata = metadata();
		if (metadata == null || !this.issuer.name().equals(metadata.get("issuer"))) {
			throw new IllegalStateException("The issuer's metadata is that of another issuer");
		}
		String address = String.valueOf(metadata.get("jwks_uri"));
		if (!CompanyIssuer.isSecure(address)) {
			throw new IllegalStateException("The issuer's metadata names no safe address of its keys");
		}
		return URI.create(address);
	}

	private @Nullable Map<String, Object> metadata() {
		URI issuer = URI.create(this.issuer.name());
		String base = StringUtils.trimTrailingCharacter(this.issuer.name(), '/');
		String path = StringUtils.trimTrailingCharacter(issuer.getRawPath(), '/');
		String oauth = issuer.getScheme() + "://" + issuer.getRawAuthority() + "/.well-known/oauth-authorization-server"
				+ path;
		try {
			return metadata(base + "/.well-known/openid-configuration");
		}
		catch (RestClientResponseException ex) {
			// not an OpenID provider
			return metadata(oauth);
		}
	}

	private @Nullable Map<String, Object> metadata(String address) {
		return this.restClient.get()
			.uri(URI.create(address))
			.accept(MediaType.APPLICATION_JSON)
			.retrieve()
			.body(OBJECT);
	}

}
