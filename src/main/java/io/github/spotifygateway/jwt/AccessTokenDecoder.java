package io.github.spotifygateway.jwt;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Reads access tokens of the issuer and nothing else: signed with one of its keys, for
 * the gateway, for now, and no other kind of token that it signs too.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-4">RFC 9068, Validating
 * JWT Access Tokens</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725, JSON Web Token Best
 * Current Practices</a>
 */
final class AccessTokenDecoder {

	/** Headers by which a token says itself how to check it. */
	private static final Set<String> REFUSED_HEADERS = Set.of("crit", "b64", "jku", "jwk", "x5u", "x5c", "zip");

	/**
	 * Claims of ID tokens and logout tokens, and of tokens that are bound to a key which
	 * the caller does not prove to have.
	 */
	private static final Set<String> REFUSED_CLAIMS = Set.of("nonce", "at_hash", "c_hash", "s_hash", "events", "cnf");

	/** The type that no other kind of token has. */
	private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

	/** Claims of access tokens only: what they allow. */
	private static final Set<String> GRANTING_CLAIMS = Set.of("scope", "scp");

	private static final int LONGEST_SUBJECT = 255;

	private static final OAuth2TokenValidatorResult REFUSED = OAuth2TokenValidatorResult
		.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN));

	private AccessTokenDecoder() {
	}

	/**
	 * Create the decoder. It is no bean: a host application may have one of its own.
	 */
	static NimbusJwtDecoder create(CompanyIssuer issuer, List<String> types, JWKSource<SecurityContext> keys) {
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(types(types)));
		processor.setJWSKeySelector(new JWSVerificationKeySelector<>(issuer.algorithms(), keys));
		processor.setJWTClaimsSetVerifier((claims, context) -> {
		});
		NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
		// an issuer is its name to the letter; as a URL it would be that of others too
		decoder.setClaimSetConverter(MappedJwtClaimSetConverter.withDefaults(Map.of("iss", (name) -> name)));
		decoder.setJwtValidator(validator(issuer));
		return decoder;
	}

	private static OAuth2TokenValidator<Jwt> validator(CompanyIssuer issuer) {
		JwtTimestampValidator timestamps = new JwtTimestampValidator(issuer.clockSkew());
		timestamps.setAllowEmptyExpiryClaim(false);
		return new DelegatingOAuth2TokenValidator<>(timestamps, new JwtIssuerValidator(issuer.name()),
				new JwtAudienceValidator(issuer.audience()),
				(jwt) -> isPlainAccessToken(jwt) && isNoIdToken(jwt) && hasSubject(jwt)
						? OAuth2TokenValidatorResult.success() : REFUSED);
	}

	private static boolean isPlainAccessToken(Jwt jwt) {
		Object kind = jwt.getClaims().get("typ");
		return REFUSED_HEADERS.stream().noneMatch(jwt.getHeaders()::containsKey)
				&& REFUSED_CLAIMS.stream().noneMatch(jwt.getClaims()::containsKey)
				// how Keycloak tells its kinds of tokens apart
				&& (kind == null || "Bearer".equals(kind));
	}

	/**
	 * A type that ID tokens have too says nothing, and neither does none: then a claim
	 * must.
	 */
	private static boolean isNoIdToken(Jwt jwt) {
		return types(List.of(ACCESS_TOKEN.getType())).contains(type(jwt)) || "Bearer".equals(jwt.getClaims().get("typ"))
				|| GRANTING_CLAIMS.stream().map(jwt.getClaims()::get).anyMatch(AccessTokenDecoder::grantsSomething);
	}

	private static @Nullable JOSEObjectType type(Jwt jwt) {
		return (jwt.getHeaders().get("typ") instanceof String type) ? new JOSEObjectType(type) : null;
	}

	private static boolean grantsSomething(@Nullable Object claim) {
		return (claim instanceof String text && !text.isBlank())
				|| (claim instanceof Collection<?> list && !list.isEmpty());
	}

	private static boolean hasSubject(Jwt jwt) {
		Object subject = jwt.getClaims().get("sub");
		return subject instanceof String text && !text.isBlank() && text.length() <= LONGEST_SUBJECT;
	}

	private static Set<@Nullable JOSEObjectType> types(List<String> names) {
		Set<@Nullable JOSEObjectType> types = new HashSet<>();
		names.stream()
			.flatMap((name) -> Stream.of(name, "application/" + name.toLowerCase(Locale.ROOT)))
			.map(JOSEObjectType::new)
			.forEach(types::add);
		if (types.contains(JOSEObjectType.JWT)) {
			// a token that says nothing says no more than one that says this
			types.add(null);
		}
		return types;
	}

}
