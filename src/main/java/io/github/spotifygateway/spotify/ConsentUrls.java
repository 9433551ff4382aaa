package io.github.spotifygateway.spotify;

import java.util.Collection;
import java.util.Optional;

import io.github.spotifygateway.web.GatewayCaller;
import io.github.spotifygateway.link.CompanyUser;
import io.github.spotifygateway.link.Links;
import io.github.spotifygateway.web.PublicUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * Where a caller's user agrees to more at Spotify: someone who signed in there does it
 * again, a company's user gets a link if the token allows linking.
 */
public final class ConsentUrls {

	private final PublicUrl publicUrl;

	private final Links links;

	ConsentUrls(PublicUrl publicUrl, Links links) {
		this.publicUrl = publicUrl;
		this.links = links;
	}

	/**
	 * The address for a caller.
	 * @param caller the caller
	 * @param scopes the scopes to ask for; those granted before are asked for anyway
	 * @return where a browser agrees, unless the caller's token does not allow linking
	 */
	public Optional<String> of(@Nullable Authentication caller, Collection<String> scopes) {
		return isCompanyUser(caller) ? this.links.url(caller, scopes) : Optional.of(this.publicUrl.consentUrl(scopes));
	}

	static boolean isCompanyUser(@Nullable Authentication caller) {
		return caller != null && CompanyUser.isNamed(GatewayCaller.of(caller).getName());
	}

}
