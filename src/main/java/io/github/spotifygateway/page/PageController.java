package io.github.spotifygateway.page;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pages. For everyone; what they show they ask the JSON API for.
 */
@RestController
class PageController {

	private final Resource page = new ClassPathResource("index.html", PageController.class);

	private final Resource devicePage = new ClassPathResource("device.html", PageController.class);

	/**
	 * {@code GET /}.
	 * @return the page
	 */
	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<Resource> page() {
		return answer(this.page);
	}

	/**
	 * {@code GET /device}: where a user lets a device in. Its own script reads the
	 * parameter {@code user_code}.
	 * @return the page
	 */
	@GetMapping(path = "/device", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<Resource> devicePage() {
		return answer(this.devicePage);
	}

	static ResponseEntity<Resource> answer(Resource page) {
		return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(page);
	}

}
