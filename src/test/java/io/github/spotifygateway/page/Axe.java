package io.github.spotifygateway.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.core.io.ClassPathResource;

/**
 * What axe has to say against a page. Needs a visitor whose browser bypasses the content
 * security policy, since axe is no script of the page.
 */
final class Axe {

	private static final String SCRIPT = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

	private static final String RUN = """
			() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
				.then(({ violations }) => violations.flatMap(({ id, nodes }) =>
					nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`)))""";

	private Axe() {
	}

	static List<?> complaints(Visitor visitor) throws IOException {
		visitor.page().evaluate(new ClassPathResource(SCRIPT).getContentAsString(StandardCharsets.UTF_8));
		return (List<?>) visitor.page().evaluate(RUN);
	}

}
