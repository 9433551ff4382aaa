package io.github.spotifygateway.access;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import io.github.spotifygateway.access.UserCodeGuesses.Found;
import io.github.spotifygateway.web.Problem;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/device/requests/{userCode}}: what a device asks for, and the user's
 * decision. For signed-in browsers only; the code may be in any case and without its
 * hyphen. A user who was wrong five times within ten minutes must wait.
 */
@RestController
@RequestMapping("/api/device/requests/{userCode}")
class DeviceRequestController {

	private final UserCodeGuesses guesses;

	private final DeviceLogins logins;

	private final MintingPermission permission;

	DeviceRequestController(UserCodeGuesses guesses, DeviceLogins logins, MintingPermission permission) {
		this.guesses = guesses;
		this.logins = logins;
		this.permission = permission;
	}

	/**
	 * {@code GET /api/device/requests/{userCode}}.
	 * @param userCode the code the device shows
	 * @param authentication the signed-in user
	 * @return what the device asks for
	 */
	@GetMapping
	Wish wish(@PathVariable String userCode, Authentication authentication) {
		return Wish.of(this.guesses.find(userCode, authentication.getName()));
	}

	/**
	 * {@code POST /api/device/requests/{userCode}/approval}: the device gets an API token
	 * of the user. Whoever may make a token may do this.
	 * @param userCode the code the device shows
	 * @param authentication the signed-in user
	 * @return 204
	 */
	@PostMapping("/approval")
	ResponseEntity<Void> approve(@PathVariable String userCode, Authentication authentication) {
		Found found = this.guesses.find(userCode, authentication.getName());
		return this.permission.use(authentication, () -> {
			this.logins.approve(found.code(), authentication.getName());
			return ResponseEntity.noContent().build();
		});
	}

	/**
	 * {@code POST /api/device/requests/{userCode}/refusal}: the device gets nothing.
	 * @param userCode the code the device shows
	 * @param authentication the signed-in user
	 */
	@PostMapping("/refusal")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void refuse(@PathVariable String userCode, Authentication authentication) {
		Found found = this.guesses.find(userCode, authentication.getName());
		this.logins.refuse(found.code(), authentication.getName());
	}

	@ExceptionHandler(NoSuchDeviceLoginException.class)
	ResponseEntity<Map<String, Object>> noSuchDeviceLogin(HttpServletRequest request) {
		return Problem.of(HttpStatus.NOT_FOUND, "no-such-device-login", "No such device login")
			.cause("No device waits for a decision under this code: it is mistyped, has ended, or was decided on.")
			.remedy("Compare the code with the one on the device, or begin there anew.")
			.toResponse(request);
	}

	/**
	 * What a device asks for.
	 *
	 * @param userCode the code as the device shows it
	 * @param clientName what the device calls itself
	 * @param scopes what the token shall allow
	 * @param askedFrom the address it asked from
	 * @param askedAt when it asked
	 * @param expiresAt until when the user can decide
	 */
	record Wish(String userCode, String clientName, Set<ApiTokenScope> scopes, String askedFrom, Instant askedAt,
			Instant expiresAt) {

		static Wish of(Found found) {
			DeviceLogin login = found.login();
			return new Wish(found.code().reveal(), login.clientName(), login.scopes(), login.askedFrom(),
					login.askedAt(), login.expiresAt());
		}

	}

}
