package io.github.spotifygateway.forwardauth;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.spotifygateway.spotify.CanonicalPath;
import io.github.spotifygateway.spotify.GrantedScopes;
import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.TokenScopes;
import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.startup.StartupFailure;
import io.github.spotifygateway.web.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * Judges a request that somebody else serves by the rules the gateway has for its own:
 * what is not known to be allowed is not.
 */
final class Verdict {

	private static final String SCOPE = "SCOPE_";

	private static final String READ = SCOPE + "read";

	private static final String EVERYTHING = SCOPE + "raw";

	private static final String VERSION = "/v1";

	private final List<String> paths;

	private final String basePath;

	private final BrowserProof browserProof;

	private final OperationCatalogue catalogue;

	private final GrantedScopes grantedScopes;

	/**
	 * Create the judge.
	 * @param paths paths for which it is enough to be known
	 * @param publicUrl where the gateway is mounted
	 * @throws StartupFailure if one of the paths is none
	 */
	Verdict(List<String> paths, PublicUrl publicUrl, OperationCatalogue catalogue, GrantedScopes grantedScopes) {
		this.paths = List.copyOf(paths);
		this.basePath = publicUrl.basePath();
		this.browserProof = new BrowserProof(publicUrl.origin());
		this.catalogue = catalogue;
		this.grantedScopes = grantedScopes;
		this.paths.forEach(Verdict::requirePath);
	}

	/**
	 * Demand that a caller may make a request.
	 * @param caller the caller
	 * @param original the request
	 * @param verify the proxy's question, which has the request's cookies and headers
	 * @throws ForbiddenRequestException if the caller may not
	 */
	void require(Authentication caller, OriginalRequest original, HttpServletRequest verify) {
		if (isSession(caller)) {
			requireProof(original, verify);
		}
		Optional<WebApiOperation> operation = operation(original);
		if (operation.isPresent()) {
			requireOperation(caller, operation.get());
		}
		else if (isOwnPath(original.path()) && !isOfWebApi(original.path())) {
			requireScope(caller, original);
		}
		else {
			throw new ForbiddenRequestException("unknown-operation");
		}
	}

	/**
	 * Whether a caller of a request that is allowed could do all that its user granted,
	 * or makes the very call of Spotify that its token allows: a Spotify token gives away
	 * nothing more.
	 */
	boolean mayGoWithSpotifyToken(Authentication caller, OriginalRequest original) {
		return isSession(caller) || scopes(caller).contains(EVERYTHING)
				|| operation(original).filter((operation) -> TokenScopes.missing(caller, operation).isEmpty())
					.isPresent();
	}

	/**
	 * Whether a caller is known by a session, which other sites can make a browser send.
	 */
	static boolean isSession(Authentication caller) {
		return AuthorityUtils.authorityListToSet(caller.getAuthorities())
			.contains(FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY);
	}

	private void requireProof(OriginalRequest original, HttpServletRequest verify) {
		if (original.hasUnsafeMethod()) {
			this.browserProof.require(verify);
		}
		else if (original.handshake()) {
			this.browserProof.requireOrigin(verify);
		}
	}

	/**
	 * Demand of a token that it was made for reading, or for everything if it is to
	 * change what the gateway does not know.
	 */
	private static void requireScope(Authentication caller, OriginalRequest original) {
		Set<String> scopes = scopes(caller);
		boolean enough = scopes.contains(EVERYTHING) || (!original.isUnsafe() && scopes.contains(READ));
		if (!isSession(caller) && !enough) {
			throw new ForbiddenRequestException("insufficient-token-scope");
		}
	}

	private static Set<String> scopes(Authentication caller) {
		return AuthorityUtils.authorityListToSet(caller.getAuthorities())
			.stream()
			.filter((authority) -> authority.startsWith(SCOPE))
			.collect(Collectors.toSet());
	}

	private void requireOperation(Authentication caller, WebApiOperation operation) {
		if (TokenScopes.missing(caller, operation).isPresent()) {
			throw new ForbiddenRequestException("insufficient-token-scope");
		}
		this.grantedScopes.require(caller.getName(), operation);
	}

	/**
	 * The operation of the Web API that a request stands for, whatever its query says;
	 * what lies outside of the gateway's mount stands for none.
	 */
	private Optional<WebApiOperation> operation(OriginalRequest original) {
		return original.pathBelow(this.basePath)
			.filter(CanonicalPath::is)
			.flatMap((path) -> this.catalogue.find(original.method(), path));
	}

	/**
	 * Whether a path belongs to the Web API, also where it has no operation. Somebody
	 * less strict could take it for one that has, in capitals too.
	 */
	private boolean isOfWebApi(String path) {
		String root = this.basePath + VERSION;
		return path.regionMatches(true, 0, root, 0, root.length())
				&& (path.length() == root.length() || path.charAt(root.length()) == '/');
	}

	private boolean isOwnPath(String path) {
		String canonical = (path.length() > 1 && path.endsWith("/")) ? path.substring(0, path.length() - 1) : path;
		return (canonical.equals("/") || CanonicalPath.is(canonical))
				&& this.paths.stream().anyMatch((own) -> isBelow(own, canonical));
	}

	private static boolean isBelow(String own, String path) {
		return own.equals("/") || path.equals(own) || path.startsWith(own + "/");
	}

	private static void requirePath(String path) {
		if (!path.equals("/") && !CanonicalPath.is(path)) {
			throw new StartupFailure("spotify-gateway.forward-auth.paths [" + path + "] is not a path.",
					"List paths such as /reports, without a slash at their end and without a query.");
		}
	}

}
