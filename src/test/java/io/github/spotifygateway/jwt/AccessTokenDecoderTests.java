package io.github.spotifygateway.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How an access token is told from the ID tokens that the same issuer signs with the same
 * key for the same audience.
 */
class AccessTokenDecoderTests {

	private static final RSAKey KEY = newKey();

	private static final List<String> AS_DEFAULT = List.of("at+jwt");

	private static final List<String> PLAIN_TOO = List.of("at+jwt", "JWT");

	@ParameterizedTest
	@ValueSource(strings = { "at+jwt", "AT+JWT", "application/at+jwt" })
	void typeOfAccessTokensIsEnough(String type) {
		assertTaken(AS_DEFAULT, type, (claims) -> {
		});
		assertTaken(PLAIN_TOO, type, (claims) -> {
		});
	}

	@ParameterizedTest
	@MethodSource("plainTypes")
	void plainTypeIsNotTakenUnlessTheOperatorSaysSo(@Nullable String type) {
		assertRefused(AS_DEFAULT, type, (claims) -> claims.claim("scope", "read"));
		assertTaken(PLAIN_TOO, type, (claims) -> claims.claim("scope", "read"));
		assertTaken(List.of("JWT"), type, (claims) -> claims.claim("scope", "read"));
	}

	@ParameterizedTest
	@MethodSource("plainTypes")
	void idTokenIsRefusedAlsoWherePlainTypesAreTaken(@Nullable String type) {
		assertRefused(PLAIN_TOO, type, (claims) -> claims.claim("email", "ann@company.test").claim("azp", "portal"));
		assertRefused(PLAIN_TOO, type, (claims) -> claims.claim("roles", List.of("spotify-reader")));
		assertRefused(PLAIN_TOO, type, (claims) -> claims.claim("scope", " "));
		assertRefused(PLAIN_TOO, type, (claims) -> claims.claim("scp", List.of()));
		assertRefused(PLAIN_TOO, type, (claims) -> claims.claim("typ", "ID").claim("scope", "openid"));
		for (String claim : List.of("nonce", "at_hash", "c_hash")) {
			assertRefused(PLAIN_TOO, type, (claims) -> claims.claim(claim, "x").claim("scope", "openid"));
		}
	}

	static Stream<Arguments> plainTypes() {
		return Stream.of(Arguments.of("JWT"), Arguments.of("jwt"), Arguments.of((Object) null));
	}

	@Test
	void plainTypeNeedsAClaimThatOnlyAccessTokensHave() {
		assertTaken(PLAIN_TOO, "JWT", (claims) -> claims.claim("typ", "Bearer"));
		assertTaken(PLAIN_TOO, "JWT", (claims) -> claims.claim("scp", "Spotify.Read"));
		assertTaken(PLAIN_TOO, "JWT", (claims) -> claims.claim("scope", List.of("spotify.read")));
	}

	private static void assertTaken(List<String> types, @Nullable String type, Consumer<JWTClaimsSet.Builder> claims) {
		assertThat(decoder(types).decode(token(type, claims)).getSubject()).isEqualTo("ann");
	}

	private static void assertRefused(List<String> types, @Nullable String type,
			Consumer<JWTClaimsSet.Builder> claims) {
		assertThatExceptionOfType(JwtException.class).isThrownBy(() -> decoder(types).decode(token(type, claims)));
	}

	private static NimbusJwtDecoder decoder(List<String> types) {
		CompanyIssuer issuer = new CompanyIssuer("https://login.company.test", "spotify-gateway", null,
				Set.of(JWSAlgorithm.RS256), Duration.ZERO);
		return AccessTokenDecoder.create(issuer, types, new ImmutableJWKSet<>(new JWKSet(KEY.toPublicJWK())));
	}

	private static String token(@Nullable String type, Consumer<JWTClaimsSet.Builder> change) {
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer("https://login.company.test")
			.audience("spotify-gateway")
			.subject("ann")
			.expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
		change.accept(claims);
		JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID())
			.type((type != null) ? new JOSEObjectType(type) : null)
			.build();
		try {
			SignedJWT jwt = new SignedJWT(header, claims.build());
			jwt.sign(new RSASSASigner(KEY));
			return jwt.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static RSAKey newKey() {
		try {
			return new RSAKeyGenerator(2048).keyID("one").generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
