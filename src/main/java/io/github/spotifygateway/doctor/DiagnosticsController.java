package io.github.spotifygateway.doctor;

import io.github.spotifygateway.doctor.Doctor.Diagnosis;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/diagnostics}: what is wrong with the Spotify app and what to do about it.
 * For signed-in browsers only: it tells how the gateway is set up.
 */
@RestController
class DiagnosticsController {

	private final Doctor doctor;

	DiagnosticsController(Doctor doctor) {
		this.doctor = doctor;
	}

	/**
	 * {@code GET /api/diagnostics}. Whether Spotify accepts the app's credentials is
	 * asked for at most once in two minutes; the rest is what the gateway knows already.
	 * @param authentication the signed-in user
	 * @return the kind of the app and what was looked at, with cause and remedy; of other
	 * users no more than their number
	 */
	@GetMapping("/api/diagnostics")
	Diagnosis diagnose(Authentication authentication) {
		return this.doctor.diagnose(authentication.getName());
	}

}
