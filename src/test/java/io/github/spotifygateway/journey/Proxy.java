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
 * A real proxy in front of a server, in a process of its own: nginx, HAProxy, Caddy or
 * Varnish, as this machine has it. Where it is not installed, the tests that start one
 * are skipped.
 */
public final class Proxy implements AutoCloseable {

	/** A path that each proxy refuses, as a company's does. */
	static final String FORBIDDEN = "/v1/albums/forbidden";

	private static final String CADDY = """
			{
			    admin off
			    auto_https off
			}
			""";

	private static final String NGINX = """
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
			""";

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

	/**
	 * nginx with one of the configurations that operators copy.
	 * @param address where it listens
	 * @param server the server behind it
	 * @param example the file in {@code examples/nginx}
	 * @param changes what is different on this machine
	 */
	public static Proxy nginxExample(Path directory, URI address, URI server, String example,
			UnaryOperator<String> changes) {
		String configuration = NGINX + changes.apply(read("nginx/" + example))
			.replaceAll("(?m)^ *ssl_.*\n", "")
			.replace("listen 443 ssl;", "listen <proxy>;")
			.replace("127.0.0.1:8080", "<server>") + "}";
		return start(directory, address, server, configuration, (file) -> nginxCommand(directory, file));
	}

	private static Proxy nginx(Path directory, URI server, String caching) {
		String configuration = NGINX + """
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
		return start(directory, newAddress(), server, configuration, (file) -> nginxCommand(directory, file));
	}

	private static List<String> nginxCommand(Path directory, String file) {
		return List.of("/usr/sbin/nginx", "-e", directory.resolve("error.log").toString(), "-c", file);
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
		return start(directory, newAddress(), server, configuration,
				(file) -> List.of("/usr/sbin/haproxy", "-db", "-f", file));
	}

	/**
	 * Caddy, which passes everything on over connections that it keeps.
	 */
	static Proxy caddy(Path directory, URI server) {
		String configuration = CADDY + """
				http://<proxy> {
				    @forbidden path <forbidden>
				    respond @forbidden 403
				    reverse_proxy <server>
				}
				""";
		return start(directory, newAddress(), server, configuration, Proxy::caddyCommand);
	}

	/**
	 * HAProxy with the configuration that operators copy.
	 * @param address where it listens
	 * @param servers the two servers behind it
	 * @param state where it tells of them
	 */
	public static Proxy haproxyExample(Path directory, URI address, List<URI> servers, URI state) {
		String configuration = read("haproxy/haproxy.cfg").replaceFirst("bind :443 ssl .*", "bind <proxy>")
			// as many files as any machine lets it open
			.replace("maxconn 12000", "maxconn 1000")
			.replace("127.0.0.1:8080", servers.get(0).getAuthority())
			.replace("127.0.0.1:8081", servers.get(1).getAuthority())
			.replace("127.0.0.1:8404", state.getAuthority());
		return start(directory, address, servers.get(0), configuration,
				(file) -> List.of("/usr/sbin/haproxy", "-db", "-f", file));
	}

	/**
	 * Caddy with the configuration that operators copy.
	 * @param address where it listens
	 * @param server the gateway
	 * @param company the application beside it
	 */
	static Proxy caddyExample(Path directory, URI address, URI server, URI company) {
		String configuration = CADDY + read("caddy/Caddyfile").replace("\nmusic.example {", "\nhttp://<proxy> {")
			.replace("127.0.0.1:8080", "<server>")
			.replace("127.0.0.1:9000", company.getAuthority());
		return start(directory, address, server, configuration, Proxy::caddyCommand);
	}

	private static List<String> caddyCommand(String file) {
		// it looks for a home directory to keep certificates in
		return List.of("/usr/bin/env", "HOME=<directory>", "XDG_DATA_HOME=<directory>", "XDG_CONFIG_HOME=<directory>",
				"/usr/bin/caddy", "run", "--adapter", "caddyfile", "--config", file);
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
		return start(directory, newAddress(), server, configuration,
				(file) -> List.of("/usr/sbin/varnishd", "-F", "-j", "none", "-n",
						directory.resolve("varnish").toString(), "-s", "malloc,64m", "-a", "<proxy>", "-f", file));
	}

	/**
	 * An address at which nobody listens yet.
	 */
	public static URI newAddress() {
		return URI.create("http://127.0.0.1:" + FreePort.find());
	}

	private static String read(String example) {
		try {
			return Files.readString(Path.of("examples", example));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Proxy start(Path directory, URI address, URI server, String configuration,
			Function<String, List<String>> command) {
		String proxy = address.getAuthority();
		UnaryOperator<String> fill = (text) -> text.replace("<directory>", directory.toString())
			.replace("<server>", server.getAuthority())
			.replace("<host>", server.getHost())
			.replace("<port>", Integer.toString(server.getPort()))
			.replace("<proxy>", proxy)
			.replace("<forbidden>", FORBIDDEN);
		try {
			Path file = Files.writeString(directory.resolve("proxy.conf"), fill.apply(configuration));
			List<String> words = command.apply(file.toString()).stream().map(fill).toList();
			assumeThat(words.stream().filter((word) -> word.startsWith("/usr/")).map(Path::of))
				.allMatch(Files::isExecutable);
			return start(directory, words, address);
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

	/**
	 * Where it is.
	 */
	public URI url() {
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
