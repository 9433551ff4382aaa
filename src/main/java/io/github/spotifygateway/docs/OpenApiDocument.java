package io.github.spotifygateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.translation.Translations;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * What can be called, in OpenAPI 3.1: the gateway's own endpoints from
 * {@code openapi.yml}, and the relayed operations from the operation catalogue.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI 3.1</a>
 */
final class OpenApiDocument {

	private static final JsonMapper mapper = new JsonMapper();

	private final RelayedPaths relayed;

	OpenApiDocument(OperationCatalogue catalogue) {
		this.relayed = new RelayedPaths(Translations.tableOf(catalogue));
	}

	/**
	 * Write it down.
	 * @param server the address that the paths are to be added to
	 * @param endpoints what there is; the rest is left out
	 * @return the document as JSON
	 */
	byte[] toJson(String server, Endpoints endpoints) {
		Map<String, Object> document = new LinkedHashMap<>(read());
		document.put("servers", List.of(Map.of("url", server)));
		document.computeIfPresent("tags", (tags, own) -> joined((List<?>) own, this.relayed.tags()));
		document.computeIfPresent("paths", (paths, own) -> endpoints.of(joined((Map<?, ?>) own, this.relayed.paths())));
		return mapper.writeValueAsBytes(document);
	}

	private static Map<String, Object> read() {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		options.setMaxAliasesForCollections(Integer.MAX_VALUE);
		try (InputStream file = new ClassPathResource("openapi.yml", OpenApiDocument.class).getInputStream()) {
			return new Yaml(new SafeConstructor(options)).load(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Object> joined(List<?> own, List<Map<String, Object>> further) {
		List<Object> all = new ArrayList<>(own);
		all.addAll(further);
		return all;
	}

	private static Map<Object, Object> joined(Map<?, ?> own, Map<String, Map<String, Object>> further) {
		Map<Object, Object> all = new LinkedHashMap<>(own);
		all.putAll(further);
		return all;
	}

}
