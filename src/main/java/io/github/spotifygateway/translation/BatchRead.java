package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.upstream.ReadAnswer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Reads several things one by one: in the order asked, with {@code null} for what there
 * is not. When one read fails otherwise, so does the whole; what was read until then is
 * not read again when the client comes back soon.
 */
final class BatchRead implements Translation {

	private static final String IDS = "ids";

	private final WebApiOperation read;

	private final String member;

	private final int mostIds;

	private final @Nullable SharedReads shared;

	/**
	 * Create it.
	 * @param read reads one
	 * @param member the member of the answer that has them all
	 * @param mostIds how many a client may ask for
	 * @param shared what was read for everybody; {@code null} if what is read depends on
	 * the user
	 */
	BatchRead(WebApiOperation read, String member, int mostIds, @Nullable SharedReads shared) {
		this.read = read;
		this.member = member;
		this.mostIds = mostIds;
		this.shared = shared;
	}

	@Override
	public ClientHttpResponse translate(Exchange exchange) throws IOException {
		List<String> ids = Ids.of(exchange.asked(), this.mostIds);
		Query query = exchange.asked().query().without(IDS);
		Map<String, Read> known = known(exchange, ids, query);
		List<String> wanted = new LinkedHashSet<>(ids).stream().filter((id) -> !known.containsKey(id)).toList();
		exchange.plan(this.read, wanted.size());
		List<Callable<Read>> reads = new ArrayList<>();
		wanted.forEach((id) -> reads.add(() -> read(exchange, id, query)));
		List<Read> found = exchange.atOnce(reads);
		for (int index = 0; index < found.size(); index++) {
			ReadAnswer refusal = found.get(index).refusal();
			if (refusal != null) {
				return refusal;
			}
			known.put(wanted.get(index), found.get(index));
		}
		return answer(ids, known);
	}

	private Map<String, Read> known(Exchange exchange, List<String> ids, Query query) {
		Map<String, Read> known = new LinkedHashMap<>();
		SharedReads reads = this.shared;
		if (reads != null) {
			ids.forEach((id) -> reads.find(exchange.asked(), path(id), query)
				.ifPresent((thing) -> known.put(id, new Read(thing, null))));
		}
		return known;
	}

	private Read read(Exchange exchange, String id, Query query) throws IOException {
		String path = path(id);
		ReadAnswer answer = (this.shared != null) ? exchange.readForEverybody(path, query) : exchange.read(path, query);
		boolean isAbsent = answer.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND);
		if (!isAbsent && !Exchange.isGood(answer)) {
			return new Read(JsonBody.object().nullNode(), answer);
		}
		JsonNode thing = isAbsent ? JsonBody.object().nullNode() : JsonBody.of(answer);
		if (this.shared != null) {
			this.shared.keep(exchange.asked(), path, query, thing);
		}
		return new Read(thing, null);
	}

	private String path(String id) {
		return this.read.path().replaceFirst("\\{\\w+}", id);
	}

	private ClientHttpResponse answer(List<String> ids, Map<String, Read> known) {
		ObjectNode body = JsonBody.object();
		ArrayNode things = body.putArray(this.member);
		ids.forEach((id) -> things.add(known.getOrDefault(id, Read.NOTHING).thing()));
		return JsonBody.answer(body);
	}

	/**
	 * What one read gave.
	 *
	 * @param thing what was read, JSON's null if there is none
	 * @param refusal Spotify's error, if it was another
	 */
	private record Read(JsonNode thing, @Nullable ReadAnswer refusal) {

		static final Read NOTHING = new Read(JsonBody.object().nullNode(), null);

	}

}
