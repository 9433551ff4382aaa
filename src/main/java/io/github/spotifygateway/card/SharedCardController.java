package io.github.spotifygateway.card;

import java.util.Optional;

import io.github.spotifygateway.web.Problem;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /cards}: share cards, for everyone who has their address. Looks at no cookie and
 * no token, and never asks Spotify.
 */
@RestController
class SharedCardController {

	/**
	 * GitHub's image proxy asks again for what may not be used without asking, and others
	 * for what is stale at once.
	 * @see <a href=
	 * "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-anonymized-urls">
	 * GitHub, About anonymized URLs</a>
	 */
	private static final String REVALIDATED = "no-cache, max-age=0";

	/**
	 * For browsers in which a card is opened by itself; within a page it has no effect.
	 */
	private static final String REFRESH_HEADER = "Refresh";

	private static final String REFRESH_SECONDS = "10";

	private final SharedCards cards;

	SharedCardController(SharedCards cards) {
		this.cards = cards;
	}

	/**
	 * {@code GET /cards/{secret}.svg}. Where it is opened by itself it renews itself.
	 * @param secret what makes the address unguessable
	 * @param request the request
	 * @return the card as a picture; 304 if the caller has it, 404 if there is none at
	 * this address
	 */
	@GetMapping("/cards/{secret:" + CardSecret.FORM + "}.svg")
	ResponseEntity<?> svg(@PathVariable String secret, HttpServletRequest request) {
		return answer(this.cards.find(secret, CardFormat.SVG), request);
	}

	/**
	 * {@code GET /cards/{secret}.json}.
	 * @param secret what makes the address unguessable
	 * @param request the request
	 * @return the card for programs: a member for each field it shows, and
	 * {@code observedAt} with the state or the progress; 304 if the caller has it, 404 if
	 * there is none at this address
	 */
	@GetMapping("/cards/{secret:" + CardSecret.FORM + "}.json")
	ResponseEntity<?> json(@PathVariable String secret, HttpServletRequest request) {
		return answer(this.cards.find(secret, CardFormat.JSON), request);
	}

	private static ResponseEntity<?> answer(Optional<Rendition> found, HttpServletRequest request) {
		if (found.isEmpty()) {
			return Problem.of(HttpStatus.NOT_FOUND, "not-found", "Not Found")
				.cause("There is no card under this link; it may have been revoked.")
				.remedy("Ask its owner for a new one.")
				.toResponse(request);
		}
		Rendition rendition = found.get();
		return ResponseEntity.ok()
			.header(HttpHeaders.CACHE_CONTROL, REVALIDATED)
			.header(REFRESH_HEADER, REFRESH_SECONDS)
			.eTag(rendition.etag())
			.contentType(rendition.type())
			.body(rendition.bytes());
	}

}
