package io.github.spotifygateway.web;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets everything behind it see the client's address and none of the headers it is read
 * from. The address is all that is taken from them: scheme, host, port and prefix are
 * those of the {@link PublicUrl}.
 */
final class ClientAddressFilter extends OncePerRequestFilter {

	private final TrustedProxies proxies;

	ClientAddressFilter(TrustedProxies proxies) {
		this.proxies = proxies;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(new ClientRequest(request, Peer.of(request, this.proxies).clientAddress()), response);
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	/**
	 * A request as if the client were connected to this server.
	 */
	private static final class ClientRequest extends HttpServletRequestWrapper {

		private final String clientAddress;

		ClientRequest(HttpServletRequest request, String clientAddress) {
			super(request);
			this.clientAddress = clientAddress;
		}

		@Override
		public String getRemoteAddr() {
			return this.clientAddress;
		}

		@Override
		public String getRemoteHost() {
			return this.clientAddress;
		}

		@Override
		public @Nullable String getHeader(String name) {
			return Peer.isForwarded(name) ? null : super.getHeader(name);
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			return Peer.isForwarded(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
		}

		@Override
		public Enumeration<String> getHeaderNames() {
			return Collections.enumeration(Collections.list(super.getHeaderNames())
				.stream()
				.filter((name) -> !Peer.isForwarded(name))
				.toList());
		}

		@Override
		public int getIntHeader(String name) {
			return Peer.isForwarded(name) ? -1 : super.getIntHeader(name);
		}

		@Override
		public long getDateHeader(String name) {
			return Peer.isForwarded(name) ? -1 : super.getDateHeader(name);
		}

	}

}
