package io.github.spotifygateway.jwt;

import java.util.HashMap;
import java.util.Map;

import io.github.spotifygateway.startup.StartupFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which settings of an issuer a start refuses.
 */
class CompanyIssuerTests {

	private final Map<String, String> settings = new HashMap<>(
			Map.of("spotify-gateway.jwt.issuer", "https://issuer.test/", "spotify-gateway.jwt.audience", "gateway"));

	@ParameterizedTest
	@CsvSource({ "issuer, http://issuer.test", "issuer, issuer.test", "issuer, file:///etc/passwd",
			"issuer, https://u:p@issuer.test", "issuer, https://issuer.test/#x", "audience, ''", "audience, ' '",
			"jwk-set-uri, http://issuer.test/keys", "algorithms, none", "algorithms, HS256",
			"algorithms, 'RS256,HS512'", "algorithms, ''", "algorithms, rs256", "algorithms, dir", "clock-skew, 61s",
			"clock-skew, -1s" })
	void settingThatIsNotSafeIsNamed(String name, String value) {
		this.settings.put("spotify-gateway.jwt." + name, value);
		assertThatExceptionOfType(StartupFailure.class).isThrownBy(this::issuer)
			.withMessageContaining("spotify-gateway.jwt." + name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://issuer.test", "https://issuer.test/realms/a", "http://127.0.0.1:9000",
			"http://localhost/realms/a", "http://[::1]:9000" })
	void issuerIsTakenAsItIsSpelled(String name) {
		this.settings.put("spotify-gateway.jwt.issuer", name);
		assertThat(issuer().name()).isEqualTo(name);
	}

	private CompanyIssuer issuer() {
		return CompanyIssuer.of(new Binder(new MapConfigurationPropertySource(this.settings))
			.bindOrCreate("spotify-gateway.jwt", JwtProperties.class));
	}

}
