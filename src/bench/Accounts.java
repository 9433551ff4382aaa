import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An accounts service where the one user consents to everything at once, and whose access
 * tokens last.
 */
class Accounts {

	private static final String TOKEN = """
			{"access_token":"%s","token_type":"Bearer","expires_in":36000,"refresh_token":"bench","scope":"%s"}""";

	private static final String SCOPES = "user-read-currently-playing user-read-playback-state";

	public static void main(String[] args) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
		server.createContext("/authorize", Accounts::authorize);
		server.createContext("/api/token",
				(exchange) -> answer(exchange, 200, TOKEN.formatted("b".repeat(200), SCOPES)));
		server.setExecutor(Executors.newFixedThreadPool(4));
		server.start();
	}

	private static void authorize(HttpExchange exchange) throws IOException {
		Map<String, String> query = Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
			.map((parameter) -> parameter.split("=", 2))
			.collect(Collectors.toMap((parameter) -> parameter[0], (parameter) -> parameter[1]));
		String back = URLDecoder.decode(query.get("redirect_uri"), StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Location", back + "?code=bench&state=" + query.get("state"));
		answer(exchange, 302, "");
	}

	private static void answer(HttpExchange exchange, int status, String json) throws IOException {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
