package io.github.spotifygateway.jwt;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.spotifygateway.link.CompanyCaller;
import io.github.spotifygateway.link.CompanyUser;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Tells who calls with a token of the company, and what the token allows.
 */
final class CompanyTokens {

	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

	// control and format characters could make a name look like something else
	private static final Pattern INVISIBLE = Pattern.compile("\\p{C}");

	private static final int LONGEST_NAME = 100;

	private final JwtDecoder decoder;

	private final CompanyIssuer issuer;

	private final ScopeMapping scopes;

	CompanyTokens(JwtDecoder decoder, CompanyIssuer issuer, ScopeMapping scopes) {
		this.decoder = decoder;
		this.issuer = issuer;
		this.scopes = scopes;
	}

	/**
	 * Whether a token has the form of one, whatever it holds.
	 */
	static boolean haveFormOf(String token) {
		return FORM.matcher(token).matches();
	}

	/**
	 * Tell who a token stands for.
	 * @return the caller, unless the token is not good
	 * @throws IssuerUnavailableException if that cannot be told yet
	 */
	Optional<CompanyCaller> authenticate(String token) {
		try {
			return Optional.of(caller(this.decoder.decode(token)));
		}
		catch (JwtException ex) {
			if (ex.getCause() instanceof KeyNotKnownException unknown) {
				throw new IssuerUnavailableException(unknown.getRetryAfter());
			}
			return Optional.empty();
		}
	}

	private CompanyCaller caller(Jwt jwt) {
		CompanyUser user = new CompanyUser(this.issuer.name(), Objects.requireNonNull(jwt.getSubject()), name(jwt));
		return new CompanyCaller(user, Objects.requireNonNull(jwt.getExpiresAt()).plus(this.issuer.clockSkew()),
				this.scopes.authorities(jwt));
	}

	private static @Nullable String name(Jwt jwt) {
		return Stream.of("name", "preferred_username")
			.map((claim) -> jwt.getClaims().get(claim))
			.filter(String.class::isInstance)
			.map((value) -> INVISIBLE.matcher((String) value).replaceAll("").strip())
			.filter((name) -> !name.isEmpty() && name.length() <= LONGEST_NAME)
			.findFirst()
			.orElse(null);
	}

}
