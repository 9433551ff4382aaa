package io.github.spotifygateway.page;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page that lets people read what can be called, and ask for the scopes it takes. For
 * everyone; what it shows it asks the OpenAPI document and the JSON API for.
 */
@RestController
class DocsPageController {

	private final Resource page = new ClassPathResource("docs.html", DocsPageController.class);

	/**
	 * {@code GET /docs}. Its own script reads the parameter {@code operation}, the name
	 * of a call to open.
	 * @return the page
	 */
	@GetMapping(path = "/docs", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<Resource> page() {
		return PageController.answer(this.page);
	}

}
