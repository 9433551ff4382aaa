package io.github.spotifygateway.docs;

import java.util.function.Supplier;

import io.github.spotifygateway.web.PublicUrl;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /docs/openapi.json}: what can be called. For everyone: it is the same for
 * all, and says nothing of a user.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI 3.1</a>
 */
@RestController
class OpenApiController {

	private final Supplier<byte[]> json;

	OpenApiController(OpenApiDocument document, PublicUrl publicUrl, Supplier<Endpoints> endpoints) {
		this.json = SingletonSupplier.of(() -> document.toJson(publicUrl.toString(), endpoints.get()));
	}

	/**
	 * {@code GET /docs/openapi.json}.
	 * @return the document, with this gateway's address and without what is switched off
	 */
	@GetMapping(path = "/docs/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> document() {
		byte[] document = this.json.get();
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noCache())
			.eTag(DigestUtils.md5DigestAsHex(document))
			.body(document);
	}

}
