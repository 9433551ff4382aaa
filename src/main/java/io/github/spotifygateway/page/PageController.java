package io.github.spotifygateway.page;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /}: the page. For everyone; what it shows it asks the JSON API for.
 */
@RestController
class PageController {

	private final Resource page = new ClassPathResource("index.html", PageController.class);

	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<Resource> page() {
		return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(this.page);
	}

}
