package io.github.spotifygateway.jwt;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import io.github.spotifygateway.startup.StartupFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.util.StringUtils;

/**
 * The issuer whose tokens are taken, as the settings name it, once they are checked.
 *
 * @param name what tokens call it
 * @param audience what tokens call the gateway
 * @param jwkSetUri where its keys are, unless its metadata says so
 * @param algorithms signature algorithms that are good enough
 * @param clockSkew by how much its clock may be off
 */
record CompanyIssuer(String name, String audience, @Nullable URI jwkSetUri, Set<JWSAlgorithm> algorithms,
		Duration clockSkew) {

	private static final Duration MOST_SKEW = Duration.ofSeconds(60);

	private static final int LONGEST_NAME = 255;

	private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

	/**
	 * Check the settings.
	 * @throws StartupFailure if something is missing or not safe
	 */
	static CompanyIssuer of(JwtProperties properties) {
		String issuer = text(properties.issuer());
		require(isSecure(issuer) && issuer.length() <= LONGEST_NAME, "issuer", issuer,
				"is not an https address, nor http on this machine");
		String audience = text(properties.audience());
		require(!audience.isEmpty(), "audience", audience, "is empty, so tokens for any other server would be taken");
		String jwkSetUri = text(properties.jwkSetUri());
		require(jwkSetUri.isEmpty() || isSecure(jwkSetUri), "jwk-set-uri", jwkSetUri,
				"is not an https address, nor http on this machine");
		Duration clockSkew = properties.clockSkew();
		require(!clockSkew.isNegative() && clockSkew.compareTo(MOST_SKEW) <= 0, "clock-skew", clockSkew.toString(),
				"is not between 0 and 60 seconds");
		return new CompanyIssuer(issuer, audience, jwkSetUri.isEmpty() ? null : URI.create(jwkSetUri),
				algorithms(properties.algorithms()), clockSkew);
	}

	/**
	 * Whether what an address answers can be believed.
	 */
	static boolean isSecure(String address) {
		try {
			URI uri = URI.create(address);
			return uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
					&& ("https".equals(uri.getScheme())
							|| ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static Set<JWSAlgorithm> algorithms(List<String> names) {
		Set<JWSAlgorithm> algorithms = new HashSet<>();
		for (String name : names) {
			// which knows asymmetric ones only
			require(SignatureAlgorithm.from(name) != null, "algorithms", name,
					"is no asymmetric signature algorithm, so anyone who can check a token could make one");
			algorithms.add(JWSAlgorithm.parse(name));
		}
		require(!algorithms.isEmpty(), "algorithms", "", "is empty, so no token would be taken");
		return algorithms;
	}

	private static String text(@Nullable String value) {
		return StringUtils.hasText(value) ? value.trim() : "";
	}

	private static void require(boolean condition, String setting, String value, String problem) {
		if (!condition) {
			throw new StartupFailure("spotify-gateway.jwt." + setting + " [" + value + "] " + problem + ".",
					"See spotify-gateway.jwt in application.yml.example, or leave out spotify-gateway.jwt.issuer to take no company's tokens.");
		}
	}

}
