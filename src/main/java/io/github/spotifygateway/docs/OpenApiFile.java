package io.github.spotifygateway.docs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.spotifygateway.spotify.OperationCatalogue;

/**
 * Writes the OpenAPI document to a file when the gateway is built.
 */
public final class OpenApiFile {

	private OpenApiFile() {
	}

	/**
	 * Write the file.
	 * @param arguments its path, and the address that the paths are to be added to
	 * @throws IOException if it cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		Path file = Path.of(arguments[0]);
		OperationCatalogue catalogue = new OperationCatalogue(URI.create(arguments[1]));
		Files.createDirectories(file.toAbsolutePath().getParent());
		Files.write(file, new OpenApiDocument(catalogue).toJson(arguments[1], Endpoints.ALL));
	}

}
