package io.github.spotifygateway.forwardauth;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.spotifygateway.web.Peer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps answers to a question what the one who asks understands: nginx knows yes, 401 and
 * 403, and makes an error of the server of everything else. So whatever is the client's
 * fault is 401; what is the server's stays what it is, lest a client throw its token away
 * because the database is away.
 *
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_auth_request_module.html">nginx,
 * auth_request</a>
 */
final class VerdictFilter extends OncePerRequestFilter {

	private static final Log strangers = LogFactory.getLog(VerdictFilter.class);

	private final AtomicBoolean strangerSeen = new AtomicBoolean();

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(request, new VerdictResponse(response));
		tellOfStranger(request);
	}

	/**
	 * Say once that a proxy is not on the list, also when nobody is signed in behind it.
	 */
	private void tellOfStranger(HttpServletRequest request) {
		if (!Peer.isTrusted(request) && !this.strangerSeen.getAndSet(true)) {
			strangers.warn("Refused a question at " + ForwardAuthController.PATH + " from "
					+ Peer.address(request).getHostString() + ", which is not among spotify-gateway.trusted-proxies");
		}
	}

	private static int understood(int status) {
		boolean fault = status >= 400 && status < 500 && status != HttpServletResponse.SC_FORBIDDEN;
		return fault ? HttpServletResponse.SC_UNAUTHORIZED : status;
	}

	/**
	 * A response whose status is understood.
	 */
	private static final class VerdictResponse extends HttpServletResponseWrapper {

		VerdictResponse(HttpServletResponse response) {
			super(response);
		}

		@Override
		public void setStatus(int status) {
			super.setStatus(understood(status));
		}

		@Override
		public void sendError(int status) throws IOException {
			super.sendError(understood(status));
		}

		@Override
		public void sendError(int status, String message) throws IOException {
			super.sendError(understood(status), message);
		}

	}

}
