package io.github.spotifygateway.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.spotifygateway.web.AcceptedCredentials;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * What let the followers in, asked of the ways in: a stream ends with its session or API
 * token. Where nobody can be asked, followers must come in again from time to time.
 */
final class Credentials {

	private static final Duration LONGEST_UNASKED = Duration.ofMinutes(15);

	private final List<AcceptedCredentials> waysIn;

	private final InstantSource clock;

	Credentials(List<AcceptedCredentials> waysIn, InstantSource clock) {
		this.waysIn = waysIn;
		this.clock = clock;
	}

	/**
	 * What let a request in, if a way in knows it.
	 */
	@Nullable Credential of(HttpServletRequest request, Authentication authentication) {
		for (AcceptedCredentials wayIn : this.waysIn) {
			String name = wayIn.name(request, authentication);
			if (name != null) {
				return new Credential(wayIn, name);
			}
		}
		return null;
	}

	/**
	 * End the streams whose credential is no longer good.
	 */
	void endRevoked(Collection<EventStream> streams) {
		Map<AcceptedCredentials, Set<String>> names = streams.stream()
			.map(EventStream::credential)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.collect(
					Collectors.groupingBy(Credential::wayIn, Collectors.mapping(Credential::name, Collectors.toSet())));
		Set<Credential> good = new HashSet<>();
		names
			.forEach((wayIn, named) -> wayIn.stillGood(named).forEach((name) -> good.add(new Credential(wayIn, name))));
		streams.stream().filter((stream) -> !isGood(stream, good)).forEach(EventStream::end);
	}

	private boolean isGood(EventStream stream, Set<Credential> good) {
		Credential credential = stream.credential();
		return (credential != null) ? good.contains(credential)
				: this.clock.instant().isBefore(stream.openedAt().plus(LONGEST_UNASKED));
	}

}
