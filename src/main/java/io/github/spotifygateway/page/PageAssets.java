package io.github.spotifygateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.DigestUtils;

/**
 * The files of the pages. Other paths under {@code /assets} may be a host application's.
 */
final class PageAssets {

	/** Where they are. */
	static final String LOCATION = "classpath:/io/github/spotifygateway/page/assets/";

	private PageAssets() {
	}

	/**
	 * The pattern that their paths have and no others.
	 */
	static String pattern() {
		try {
			Resource[] files = new PathMatchingResourcePatternResolver(PageAssets.class.getClassLoader())
				.getResources(LOCATION + "*");
			return Arrays.stream(files)
				.map((file) -> Objects.requireNonNull(file.getFilename()).replace(".", "\\."))
				.sorted()
				.collect(Collectors.joining("|", "/assets/{asset:", "}"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A file's tag, by content, because files of a reproducible build all have the same
	 * date.
	 */
	static String etag(Resource file) {
		try {
			return '"' + DigestUtils.md5DigestAsHex(file.getContentAsByteArray()) + '"';
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
