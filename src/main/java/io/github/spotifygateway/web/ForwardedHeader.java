package io.github.spotifygateway.web;

import java.util.List;
import java.util.function.Function;

/**
 * The header in which trusted proxies tell where a request came from. One counts, and the
 * other one is nothing: a proxy that writes only one of them lets clients write the
 * other.
 */
enum ForwardedHeader {

	/** What nearly all proxies write. */
	X_FORWARDED_FOR("X-Forwarded-For", ForwardedFor::ofList),

	/** The header of RFC 7239. */
	FORWARDED("Forwarded", ForwardedFor::ofElements);

	private final String headerName;

	private final Function<List<String>, ForwardedFor> reader;

	ForwardedHeader(String headerName, Function<List<String>, ForwardedFor> reader) {
		this.headerName = headerName;
		this.reader = reader;
	}

	/**
	 * Read what it says.
	 * @param values finds the values of a header by its name
	 */
	ForwardedFor read(Function<String, List<String>> values) {
		return this.reader.apply(values.apply(this.headerName));
	}

}
