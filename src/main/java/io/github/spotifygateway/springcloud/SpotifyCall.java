package io.github.spotifygateway.springcloud;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * A request that passed the filter and has yet to be sent. What other filters do to it in
 * between has no influence on whose it is.
 */
final class SpotifyCall {

	private static final String ATTRIBUTE = SpotifyCall.class.getName();

	private final Authentication caller;

	private final @Nullable String refusedToken;

	private final AtomicReference<@Nullable String> sentToken = new AtomicReference<>();

	private SpotifyCall(Authentication caller, @Nullable String refusedToken) {
		this.caller = caller;
		this.refusedToken = refusedToken;
	}

	static SpotifyCall of(Authentication caller) {
		return new SpotifyCall(caller, null);
	}

	/**
	 * The same call once more, after its token was refused.
	 */
	SpotifyCall again() {
		return new SpotifyCall(this.caller, this.sentToken.get());
	}

	static Optional<SpotifyCall> in(ServerRequest request) {
		return Optional.ofNullable(MvcUtils.<SpotifyCall>getAttribute(request, ATTRIBUTE));
	}

	void putIn(ServerRequest request) {
		MvcUtils.putAttribute(request, ATTRIBUTE, this);
	}

	static void removeFrom(ServerRequest request) {
		MvcUtils.putAttribute(request, ATTRIBUTE, null);
	}

	Authentication caller() {
		return this.caller;
	}

	@Nullable String refusedToken() {
		return this.refusedToken;
	}

	void sentWith(String token) {
		this.sentToken.set(token);
	}

}
