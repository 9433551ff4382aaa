package io.github.spotifygateway.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Who is connected to this server: a client, or a proxy that passes on what others send.
 * What it says of them is worth something only if it is one of the
 * {@code spotify-gateway.trusted-proxies}.
 */
public final class Peer {

	private static final String ATTRIBUTE = Peer.class.getName();

	private final HttpServletRequest request;

	private final TrustedProxies proxies;

	private Peer(HttpServletRequest request, TrustedProxies proxies) {
		this.request = request;
		this.proxies = proxies;
	}

	/**
	 * Find the peer that sent a request, and keep it with the request.
	 * @param request the request as the server has it
	 */
	static Peer of(HttpServletRequest request, TrustedProxies proxies) {
		Peer peer = new Peer(request, proxies);
		request.setAttribute(ATTRIBUTE, peer);
		return peer;
	}

	/**
	 * The other end of the connection that a request came over.
	 * @param request the request
	 * @return its address, not resolved
	 */
	public static InetSocketAddress address(ServletRequest request) {
		ServletRequest received = (request.getAttribute(ATTRIBUTE) instanceof Peer peer) ? peer.request : request;
		return InetSocketAddress.createUnresolved(received.getRemoteAddr(), received.getRemotePort());
	}

	/**
	 * What a trusted proxy says about a request, in a header that is hidden from everyone
	 * else.
	 * @param request the request
	 * @param name the header's name
	 * @return its values, none if the peer is not trusted
	 */
	public static List<String> says(HttpServletRequest request, String name) {
		return (request.getAttribute(ATTRIBUTE) instanceof Peer peer && peer.isTrusted()) ? peer.values(name)
				: List.of();
	}

	/**
	 * Whether a request came over a trusted proxy.
	 * @param request the request
	 * @return {@code false} if its peer is not on the list
	 */
	public static boolean isTrusted(HttpServletRequest request) {
		return request.getAttribute(ATTRIBUTE) instanceof Peer peer && peer.isTrusted();
	}

	/**
	 * Whether a header tells what was before a proxy. So does every one with an
	 * underscore: a proxy that removes {@code X-Forwarded-For} may have let
	 * {@code X_Forwarded_For} pass.
	 */
	static boolean isForwarded(String header) {
		String name = header.toLowerCase(Locale.ROOT);
		return name.equals("forwarded") || name.startsWith("x-forwarded") || name.startsWith("x-original-")
				|| name.equals("x-real-ip") || name.equals("gateway-credential") || name.indexOf('_') >= 0;
	}

	/**
	 * Where the request came from.
	 */
	String clientAddress() {
		return IpAddress.parse(withoutZone(this.request.getRemoteAddr()))
			.filter(this.proxies::contain)
			.map(this::clientBehind)
			.map(InetAddress::getHostAddress)
			.orElseGet(this.request::getRemoteAddr);
	}

	private InetAddress clientBehind(InetAddress proxy) {
		return this.proxies.header().read(this::values).client(proxy, this.proxies);
	}

	private boolean isTrusted() {
		return IpAddress.parse(withoutZone(this.request.getRemoteAddr())).filter(this.proxies::contain).isPresent();
	}

	private List<String> values(String name) {
		return Collections.list(this.request.getHeaders(name));
	}

	private static String withoutZone(String address) {
		int zone = address.indexOf('%');
		return (zone < 0) ? address : address.substring(0, zone);
	}

}
