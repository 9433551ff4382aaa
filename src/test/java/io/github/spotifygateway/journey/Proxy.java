package io.github.spotifygateway.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * A real proxy in front of a server, in a process of its own: nginx, HAProxy or Varnish,
 * as this machine has it. Where it is not installed, the tests that start one are
 * skipped.
 */
final class Proxy implements AutoCloseable {

	/** A path that each proxy refuses, as a company's does. */
	static final String FORBIDDEN = "/v1/albums/forbidden";

	private final Process process;

	private final URI url;

	private Proxy(Process process, URI url) {
		this.process = process;
		this.url = url;
	}

	/**
	 * nginx, which passes everything on over connections that it keeps.
	 */
	static Proxy nginx(Path directory, URI server) {
		return nginx(directory, server, "");
	}

	/**
	 * nginx, which keeps every answer that may be kept, whoever asked for it.
	 */
	static Proxy cachingNginx(Path directory, URI server) {
		return nginx(directory, server, """
				proxy_cache answers;
				proxy_cache_key $request_uri;
				proxy_cache_valid any 1m;
				proxy_cache_lock on;
				""");
	}

	private static Proxy nginx(Path directory, URI server, String caching) {
		String configuration = """
				daemon off;
				master_process off;
				pid <directory>/pid;
				error_log <directory>/error.log;
				events {
				    worker_connections 1024;
				}
				http {
				    access_log off;
				    client_body_temp_path <directory>/body;
				    proxy_temp_path <directory>/temp;
				    fastcgi_temp_path <directory>/temp;
				    uwsgi_temp_path <directory>/temp;
				    scgi_temp_path <directory>/temp;
				    proxy_cache_path <directory>/cache keys_zone=answers:1m;
				    underscores_in_headers on;
				    upstream gateway {
				        server <server>;
				        keepalive 16;
				    }
				    server {
				        listen <proxy>;
				        lingering_close off;
				        location / {
				            proxy_pass http://gateway;
				            proxy_http_version 1.1;
				            proxy_set_header Host $http_host;
				            proxy_set_header Connection "";
				            <caching>
				        }
				        location = <forbidden> {
				            return 403;
				        }
				    }
				}
				""".replace("<caching>", caching);
		return start(directory, server, configuration,
				(file) -> List.of("/usr/sbin/nginx", "-e", directory.resolve("error.log").toString(), "-c", file));
	}

	/**
	 * HAProxy, which passes everything on over connections that all its clients share.
	 */
	static Proxy haproxy(Path directory, URI server) {
		String configuration = """
				defaults
				    mode http
				    timeout connect 5s
				    timeout client 2s
				    timeout server 70s
				    http-reuse always
				frontend proxy
				    bind <proxy>
				    http-request deny if { path <forbidden> }
				    default_backend gateway
				backend gateway
				    server gateway <server>
				""";
		return start(directory, server, configuration, (file) -> List.of("/usr/sbin/haproxy", "-db", "-f", file));
	}

	/**
	 * Varnish, which keeps every answer that may be kept, whoever asked for it.
	 */
	static Proxy varnish(Path directory, URI server) {
		String configuration = """
				vcl 4.1;
				backend gateway {
				    .host = "<host>";
				    .port = "<port>";
				}
				sub vcl_recv {
				    if (req.method == "GET") {
				        return (hash);
				    }
				}
				""";
		return start(directory, server, configuration, (file) -> List.of("/usr/sbin/varnishd", "-F", "-j", "none", "-n",
				directory.resolve("varnish").toString(), "-s", "malloc,64m", "-a", "<proxy>", "-f", file));
	}

	private static Proxy start(Path directory, URI server, String configuration,
			Function<String, List<String>> command) {
		String proxy = "127.0.0.1:" + FreePort.find();
		UnaryOperator<String> fill = (text) -> text.replace("<directory>", directory.toString())
			.replace("<server>", server.getAuthority())
			.replace("<host>", server.getHost())
			.replace("<port>", Integer.toString(server.getPort()))
			.replace("<proxy>", proxy)
			.replace("<forbidden>", FORBIDDEN);
		try {
			Path file = Files.writeString(directory.resolve("proxy.conf"), fill.apply(configuration));
			List<String> words = command.apply(file.toString()).stream().map(fill).toList();
			assumeThat(Path.of(words.get(0))).isExecutable();
			return start(directory, words, URI.create("http://" + proxy));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Proxy start(Path directory, List<String> command, URI url) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(directory.resolve("output").toFile());
		Proxy proxy = new Proxy(builder.start(), url);
		Runtime.getRuntime().addShutdownHook(new Thread(proxy::close));
		await().atMost(Duration.ofMinutes(1)).until(() -> proxy.isListening() || !proxy.process.isAlive());
		if (!proxy.process.isAlive()) {
			throw new IllegalStateException(command + " ended: " + Files.readString(directory.resolve("output")));
		}
		return proxy;
	}

	URI url() {
		return this.url;
	}

	private boolean isListening() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(this.url.getHost(), this.url.getPort()), 1000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		List<ProcessHandle> workers = this.process.descendants().toList();
		this.process.destroyForcibly().onExit().join();
		workers.forEach(ProcessHandle::destroyForcibly);
	}

}
