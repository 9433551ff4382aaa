package io.github.spotifygateway.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.github.spotifygateway.access.ApiTokens.Minted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/tokens}: API tokens for programs. For signed-in browsers only; a token
 * cannot see, make or revoke tokens.
 */
@RestController
@RequestMapping("/api/tokens")
class ApiTokenController {

	private final ApiTokens tokens;

	private final MintingPermission permission;

	ApiTokenController(ApiTokens tokens, MintingPermission permission) {
		this.tokens = tokens;
		this.permission = permission;
	}

	/**
	 * {@code GET /api/tokens}.
	 * @param authentication the signed-in user
	 * @return the user's live tokens, without their secrets
	 */
	@GetMapping
	Listing list(Authentication authentication) {
		return new Listing(this.tokens.list(authentication.getName()));
	}

	/**
	 * {@code POST /api/tokens}, within ten minutes of a login, and ten times an hour
	 * unless configured otherwise.
	 * @param request what it shall be called, allow, and how long it shall live
	 * @param authentication the signed-in user
	 * @return the token with its secret, which is not shown again
	 */
	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	NewToken mint(@Valid @RequestBody MintRequest request, Authentication authentication) {
		int days = (request.expiresInDays() != null) ? request.expiresInDays() : ApiTokens.DEFAULT_DAYS;
		Set<ApiTokenScope> scopes = (request.scopes() != null) ? ApiTokenScope.parse(request.scopes())
				: ApiTokenScope.LEAST;
		return NewToken.of(this.permission.use(authentication,
				() -> this.tokens.mint(authentication.getName(), request.name(), scopes, days)));
	}

	/**
	 * {@code DELETE /api/tokens/{id}}. Has the same answer whether or not there was such
	 * a token.
	 * @param id the token's id
	 * @param authentication the signed-in user
	 */
	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void revoke(@PathVariable String id, Authentication authentication) {
		this.tokens.revoke(authentication.getName(), id);
	}

	/**
	 * {@code DELETE /api/tokens}: all of them. Devices that were let in and have not
	 * fetched their token get none.
	 * @param authentication the signed-in user
	 */
	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void revokeAll(Authentication authentication) {
		this.tokens.revokeAll(authentication.getName());
	}

	/**
	 * The answer to a listing.
	 *
	 * @param tokens the live tokens, oldest first
	 */
	record Listing(List<ApiToken> tokens) {
	}

	/**
	 * What is asked for.
	 *
	 * @param name 1 to 60 printable characters, none of which changes how others look
	 * @param scopes what it shall allow; {@code read} when absent
	 * @param expiresInDays 1 to 365; 90 when absent
	 */
	record MintRequest(
			@NotNull @Pattern(regexp = ApiToken.NAME_FORM,
					message = "must be 1 to 60 printable characters") String name,
			@Nullable List<String> scopes, @Min(1) @Max(365) @Nullable Integer expiresInDays) {
	}

	/**
	 * A new token.
	 *
	 * @param id its public id
	 * @param name what its owner calls it
	 * @param token the secret, shown this once
	 * @param hint beginning and end of the secret
	 * @param scopes what it allows
	 * @param createdAt when it was made
	 * @param expiresAt when it ends
	 */
	record NewToken(String id, String name, String token, String hint, Set<ApiTokenScope> scopes, Instant createdAt,
			Instant expiresAt) {

		static NewToken of(Minted minted) {
			ApiToken token = minted.token();
			return new NewToken(token.id(), token.name(), minted.value().reveal(), token.hint(), token.scopes(),
					token.createdAt(), token.expiresAt());
		}

		@Override
		public String toString() {
			return "NewToken[id=" + this.id + "]";
		}

	}

}
