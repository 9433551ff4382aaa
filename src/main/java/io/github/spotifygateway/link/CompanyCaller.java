package io.github.spotifygateway.link;

import java.time.Instant;
import java.util.Collection;

import io.github.spotifygateway.web.GatewayCaller;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A caller known by a token of a company. It never holds the token.
 */
public final class CompanyCaller extends AbstractAuthenticationToken implements GatewayCaller {

	/** The authority to link a Spotify account, and to end that. */
	public static final String MAY_LINK = "SCOPE_link";

	private final transient CompanyUser user;

	private final String principalName;

	private final Instant goodUntil;

	/**
	 * Create a caller.
	 * @param user the user
	 * @param goodUntil when the token is over
	 * @param authorities what the token allows
	 */
	public CompanyCaller(CompanyUser user, Instant goodUntil, Collection<? extends GrantedAuthority> authorities) {
		super(authorities);
		this.user = user;
		this.principalName = user.principalName();
		this.goodUntil = goodUntil;
		setAuthenticated(true);
	}

	/**
	 * The user.
	 * @return who calls
	 */
	public CompanyUser user() {
		return this.user;
	}

	/**
	 * Whether the token allows linking a Spotify account.
	 */
	boolean mayLink() {
		return AuthorityUtils.authorityListToSet(getAuthorities()).contains(MAY_LINK);
	}

	/**
	 * When the token is over.
	 * @return the moment from which it lets nobody in
	 */
	public Instant goodUntil() {
		return this.goodUntil;
	}

	@Override
	public String getPrincipal() {
		return this.principalName;
	}

	@Override
	public String getCredentials() {
		return "";
	}

}
