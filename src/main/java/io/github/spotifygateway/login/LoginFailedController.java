package io.github.spotifygateway.login;

import io.github.spotifygateway.web.MessagePage;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * {@code GET /login/failed/{code}}: the page a failed login ends on. For everyone; it
 * knows nothing about who asks.
 */
@RestController
class LoginFailedController {

	private final MessagePage messagePage;

	LoginFailedController(MessagePage messagePage) {
		this.messagePage = messagePage;
	}

	@GetMapping(path = "/login/failed/{code}", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<String> failed(@PathVariable String code) {
		LoginFailure failure = LoginFailure.ofCode(code)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		return ResponseEntity.status(failure.status())
			.body(this.messagePage.render(failure.title(), failure.cause(), failure.remedy()));
	}

}
