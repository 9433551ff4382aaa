package io.github.spotifygateway.standalone;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Refuses what Tomcat takes for a request and no other server should: one that does not
 * say its version, or names a host that cannot be.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112, Request
 * Target</a>
 */
final class RequestHeadValve extends ValveBase {

	private static final int LAST_PORT = 65535;

	RequestHeadValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (hasVersion(request.getProtocol()) && isHost(request)) {
			getNext().invoke(request, response);
		}
		else {
			response.sendError(HttpServletResponse.SC_BAD_REQUEST);
		}
	}

	private static boolean hasVersion(@Nullable String protocol) {
		return protocol != null && !protocol.isEmpty() && !protocol.equals("HTTP/0.9");
	}

	private static boolean isHost(Request request) {
		String host = request.getHeader(HttpHeaders.HOST);
		return (host == null || !host.isEmpty()) && request.getServerPort() <= LAST_PORT;
	}

}
