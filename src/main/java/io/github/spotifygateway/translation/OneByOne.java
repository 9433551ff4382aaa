package io.github.spotifygateway.translation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.upstream.ReadAnswer;
import org.jspecify.annotations.Nullable;

import org.springframework.http.client.ClientHttpResponse;

/**
 * Reads several things one by one: in the order asked, with {@code null} for what there
 * is not. When one read fails otherwise, so does the whole; what was read for everybody
 * until then is not read again when the client comes back soon. Where the market is that
 * of the user, it is read with the user's token and not kept.
 */
final class OneByOne implements Translation {

	private static final String IDS = "ids";

	private static final String MARKET = "market";

	private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

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
	OneByOne(WebApiOperation read, String member, int mostIds, @Nullable SharedReads shared) {
		this.read = read;
		this.member = member;
		this.mostIds = mostIds;
		this.shared = shared;
	}

	@Override
	public ClientHttpResponse translate(Exchange exchange) throws IOException {
		List<String> ids = Ids.of(exchange.asked(), this.mostIds);
		Query query = Query.of(exchange.asked()).without(IDS);
		SharedReads reads = query.has(MARKET, (market) -> !market.matches("[A-Z]{2}")) ? null : this.shared;
		Map<String, byte[]> things = known(exchange, ids, query, reads);
		List<String> wanted = new LinkedHashSet<>(ids).stream().filter((id) -> !things.containsKey(id)).toList();
		exchange.plan(this.read, wanted.size());
		List<byte[]> found = exchange.atOnce(
				wanted.stream().map((id) -> (Callable<byte[]>) () -> read(exchange, path(id), query, reads)).toList());
		for (int index = 0; index < wanted.size(); index++) {
			things.put(wanted.get(index), found.get(index));
		}
		return answer(ids, things);
	}

	private Map<String, byte[]> known(Exchange exchange, List<String> ids, Query query, @Nullable SharedReads reads) {
		Map<String, byte[]> known = new HashMap<>();
		if (reads != null) {
			ids.forEach(
					(id) -> reads.find(exchange.asked(), path(id), query).ifPresent((thing) -> known.put(id, thing)));
		}
		return known;
	}

	private static byte[] read(Exchange exchange, String path, Query query, @Nullable SharedReads reads)
			throws IOException {
		ReadAnswer answer = exchange.find(path, query, reads != null).orElse(null);
		byte[] thing = (answer != null) ? JsonBody.checked(answer) : NULL;
		if (reads != null) {
			reads.keep(exchange.asked(), path, query, thing);
		}
		return thing;
	}

	private String path(String id) {
		return this.read.path().replaceFirst("\\{\\w+}", id);
	}

	private ClientHttpResponse answer(List<String> ids, Map<String, byte[]> things) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(("{\"" + this.member + "\":").getBytes(StandardCharsets.US_ASCII));
		String before = "[";
		for (String id : ids) {
			body.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
			body.writeBytes(Objects.requireNonNull(things.get(id)));
			before = ",";
		}
		body.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
		return JsonBody.answer(body.toByteArray());
	}

}
