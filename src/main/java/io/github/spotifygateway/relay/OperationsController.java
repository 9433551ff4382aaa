package io.github.spotifygateway.relay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.spotify.ConsentUrls;
import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.TokenScopes;
import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.translation.Offer;
import io.github.spotifygateway.translation.Translations;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/operations}: what {@code /v1/**} offers, what each call needs, and what
 * this caller still lacks for it. For a session and for a token with the scope
 * {@code read}.
 */
@RestController
class OperationsController {

	private final OperationCatalogue catalogue;

	private final Connections connections;

	private final ConsentUrls consentUrls;

	private final Translations translations;

	OperationsController(OperationCatalogue catalogue, Connections connections, ConsentUrls consentUrls,
			Translations translations) {
		this.catalogue = catalogue;
		this.connections = connections;
		this.consentUrls = consentUrls;
		this.translations = translations;
	}

	/**
	 * {@code GET /api/operations}.
	 * @param caller the caller
	 * @return the operations, by area and path
	 */
	@GetMapping("/api/operations")
	Listing operations(Authentication caller) {
		Optional<Set<String>> granted = this.connections.find(caller.getName()).map(Connection::scopes);
		return new Listing(
				this.catalogue.operations().stream().map((operation) -> describe(operation, granted, caller)).toList());
	}

	private Operation describe(WebApiOperation operation, Optional<Set<String>> granted, Authentication caller) {
		Offer offer = this.translations.offerOf(operation);
		List<WebApiOperation> called = called(operation, offer);
		boolean signIn = granted.isEmpty() && !called.stream().allMatch(WebApiOperation::needsNoUser);
		List<String> missing = (granted.isEmpty() && !signIn) ? List.of()
				: called.stream()
					.flatMap((each) -> each.missingScopes(granted.orElse(Set.of())).stream())
					.distinct()
					.toList();
		String tokenScope = TokenScopes.missing(caller, operation).orElse(null);
		boolean lacksGrant = offer != Offer.WITHDRAWN && (signIn || !missing.isEmpty());
		boolean allowed = offer != Offer.WITHDRAWN && !lacksGrant && tokenScope == null;
		return new Operation(operation.id(), operation.method().name(), operation.path(), name(operation.area()),
				name(operation.tokenKind()), operation.availability(), offer,
				this.translations.insteadOf(operation).stream().map(WebApiOperation::id).toList(),
				operation.requiredScopes(), operation.optionalScopes(), allowed, missing, tokenScope,
				lacksGrant ? this.consentUrls.of(caller, missing).orElse(null) : null);
	}

	/**
	 * What must be allowed for an operation: if others are called instead, they too,
	 * unless it depends on the call which of them.
	 */
	private List<WebApiOperation> called(WebApiOperation operation, Offer offer) {
		List<WebApiOperation> called = new ArrayList<>(List.of(operation));
		if (offer == Offer.INSTEAD && !operation.isForAllApps()) {
			called.addAll(this.translations.insteadOf(operation));
		}
		return called;
	}

	private static String name(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The answer.
	 *
	 * @param operations the operations, by area and path
	 */
	record Listing(List<Operation> operations) {
	}

	/**
	 * An operation of the Web API and what the caller lacks for it.
	 *
	 * @param id its name in Spotify's reference
	 * @param method its method
	 * @param path its path; a segment in braces stands for one segment of any value
	 * @param area {@code profile}, {@code player}, {@code library}, {@code playlists} or
	 * {@code catalogue}
	 * @param tokenKind {@code user}, or {@code app} when no user is needed
	 * @param availability {@code all-apps}, or the date before which an app must have
	 * been created
	 * @param offered {@code directly} as far as is known; {@code instead}, because this
	 * app lacks it, by means of others; {@code withdrawn}
	 * @param insteadBy ids of the operations by means of which the gateway does the same
	 * for an app that lacks this one; empty if there are none
	 * @param requiredScopes scopes it needs: of each list any one
	 * @param optionalScopes scopes that let it answer more
	 * @param allowed whether this caller may call it now
	 * @param missingScopes scopes the caller's grant lacks
	 * @param missingTokenScope scope the caller's API token lacks
	 * @param consentUrl where a browser asks for what the grant lacks, unless the
	 * caller's token does not allow that
	 */
	@JsonInclude(Include.ALWAYS)
	record Operation(String id, String method, String path, String area, String tokenKind, String availability,
			Offer offered, List<String> insteadBy, List<Set<String>> requiredScopes, Collection<String> optionalScopes,
			boolean allowed, List<String> missingScopes, @Nullable String missingTokenScope,
			@Nullable String consentUrl) {
	}

}
