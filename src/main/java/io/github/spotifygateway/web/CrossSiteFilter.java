package io.github.spotifygateway.web;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses unsafe requests that a browser says come from another site, whatever token they
 * bring: the second fence behind the CSRF token.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>
 */
final class CrossSiteFilter extends OncePerRequestFilter {

	private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

	private final PublicUrl publicUrl;

	private final ProblemWriter problemWriter;

	CrossSiteFilter(PublicUrl publicUrl, ProblemWriter problemWriter) {
		this.publicUrl = publicUrl;
		this.problemWriter = problemWriter;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (SAFE_METHODS.contains(request.getMethod()) || comesFromHere(request)) {
			chain.doFilter(request, response);
			return;
		}
		this.problemWriter.write(
				Problem.of(HttpStatus.FORBIDDEN, "cross-site-request", "Cross-site request")
					.cause("The browser says that another site made this request.")
					.remedy("Make it from the gateway's own page, or with an API token and without cookies."),
				request, response);
	}

	private boolean comesFromHere(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		return (site == null || OWN_SITES.contains(site)) && (origin == null || origin.equals(this.publicUrl.origin()));
	}

}
