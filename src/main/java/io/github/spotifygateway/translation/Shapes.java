package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.SpotifyException;
import io.github.spotifygateway.spotify.WebApiCall;
import io.github.spotifygateway.upstream.BegunAnswer;
import io.github.spotifygateway.upstream.ReadAnswer;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Gives answers under the names of both generations. What is too large for that, or is
 * not what it says it is, stays as it is.
 */
final class Shapes {

	private final Map<String, Shape> shapes = new HashMap<>();

	/** JSON that is worked on takes many times its size. */
	private final Semaphore atWork = new Semaphore(Runtime.getRuntime().availableProcessors());

	/**
	 * Read which answers have such names.
	 * @param catalogue the operations there are
	 */
	Shapes(OperationCatalogue catalogue) {
		DataFile.lines("names.txt", 2)
			.forEach((columns) -> this.shapes.put(catalogue.named(columns[0]).id(),
					Shape.valueOf(columns[1].toUpperCase(Locale.ROOT).replace('-', '_'))));
	}

	/**
	 * What in the answer to a call has names of one generation.
	 */
	Shape of(WebApiCall call) {
		Shape shape = this.shapes.getOrDefault(call.operation().id(), Shape.SAME);
		return shape.concerns(call) ? shape : Shape.SAME;
	}

	/**
	 * Give an answer under both names.
	 * @param shape what in it has two
	 * @param answer the answer
	 * @return the answer with both, or as it was
	 */
	ClientHttpResponse shape(Shape shape, ClientHttpResponse answer) throws IOException {
		if (shape == Shape.SAME || !answer.getStatusCode().is2xxSuccessful() || !isJson(answer)) {
			return answer;
		}
		ClientHttpResponse whole = BegunAnswer.read(answer, Exchange.LARGEST);
		if (!(whole instanceof ReadAnswer read)) {
			return whole;
		}
		this.atWork.acquireUninterruptibly();
		try {
			JsonNode body = JsonBody.of(read);
			return shape.name(body) ? ReadAnswer.of(read, JsonBody.bytes(body)) : read;
		}
		catch (SpotifyException ex) {
			return read;
		}
		finally {
			this.atWork.release();
		}
	}

	private static boolean isJson(ClientHttpResponse answer) {
		return Optional.ofNullable(answer.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE))
			.filter((type) -> type.startsWith(MediaType.APPLICATION_JSON_VALUE))
			.isPresent();
	}

}
