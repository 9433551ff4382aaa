package io.github.spotifygateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import io.github.spotifygateway.access.ApiTokens.Minted;
import io.github.spotifygateway.access.DeviceLogin.State;
import io.github.spotifygateway.keys.UserCode;
import io.github.spotifygateway.web.SecurityEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Lets devices without a browser come by an API token: they ask, a user decides, they
 * fetch it once. All of it is in the database, so that any node can do the next step.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628, OAuth 2.0 Device
 * Authorization Grant</a>
 */
final class DeviceLogins {

	/** How long codes are good. */
	static final Duration LIFETIME = Duration.ofMinutes(10);

	/**
	 * Seconds a device must let pass between two questions, and what it gains by hurry.
	 */
	static final int POLL_INTERVAL = 5;

	/** How long a device is told that its codes have ended. */
	private static final Duration REMEMBERED = Duration.ofMinutes(10);

	private static final int MOST_PENDING = 1_000;

	private static final Log logger = LogFactory.getLog(DeviceLogins.class);

	private final DeviceLoginRepository repository;

	private final ApiTokens tokens;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	DeviceLogins(DeviceLoginRepository repository, ApiTokens tokens, Clock clock, ApplicationEventPublisher events) {
		this.repository = repository;
		this.tokens = tokens;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Begin one.
	 * @throws DeviceLoginException if too many wait for a decision
	 */
	Begun begin(String clientName, Set<ApiTokenScope> scopes, String address) {
		Instant now = this.clock.instant();
		this.repository.deleteExpired(now.minus(REMEMBERED));
		if (this.repository.countPending(now) >= MOST_PENDING) {
			throw new DeviceLoginException(DeviceError.TEMPORARILY_UNAVAILABLE);
		}
		Begun begun = new Begun(DeviceCode.generate(), UserCode.generate());
		this.repository.insert(new DeviceLogin(clientName, scopes, address, now, now.plus(LIFETIME), State.PENDING,
				null, POLL_INTERVAL), begun.deviceCode(), begun.userCode());
		return begun;
	}

	/**
	 * Find one that waits for a decision.
	 * @throws NoSuchDeviceLoginException if there is none
	 */
	DeviceLogin find(UserCode code) {
		return this.repository.findPending(code, this.clock.instant()).orElseThrow(NoSuchDeviceLoginException::new);
	}

	/**
	 * Approve one: its device can fetch an API token of this user.
	 * @throws NoSuchDeviceLoginException if none waits for a decision any more
	 * @throws TooManyApiTokensException if the user has as many tokens as allowed
	 */
	void approve(UserCode code, String principalName) {
		String connectionId = this.tokens.requireRoom(principalName);
		if (!this.repository.approve(code, connectionId, this.clock.instant())) {
			throw new NoSuchDeviceLoginException();
		}
		logger.info("Approved a device login for connection " + connectionId);
		SecurityEvent.success(SecurityEvent.Type.DEVICE_LOGIN_APPROVED)
			.by(principalName)
			.about(connectionId)
			.publish(this.events);
	}

	/**
	 * Refuse one.
	 * @throws NoSuchDeviceLoginException if none waits for a decision any more
	 */
	void refuse(UserCode code, String principalName) {
		if (!this.repository.refuse(code, this.clock.instant())) {
			throw new NoSuchDeviceLoginException();
		}
		SecurityEvent.success(SecurityEvent.Type.DEVICE_LOGIN_REFUSED).by(principalName).publish(this.events);
	}

	/**
	 * Fetch the token of one that is approved. This succeeds once.
	 * @throws DeviceLoginException if there is no token, with what the device can do
	 */
	Minted redeem(DeviceCode code) {
		DeviceLogin login = this.repository.find(code)
			.orElseThrow(() -> new DeviceLoginException(DeviceError.INVALID_GRANT));
		Instant now = this.clock.instant();
		if (!login.expiresAt().isAfter(now)) {
			throw new DeviceLoginException(DeviceError.EXPIRED_TOKEN);
		}
		return switch (login.state()) {
			case APPROVED -> mint(login, code);
			case REFUSED -> throw new DeviceLoginException(DeviceError.ACCESS_DENIED);
			case PENDING -> throw new DeviceLoginException(waitLonger(login, code, now));
		};
	}

	private Minted mint(DeviceLogin login, DeviceCode code) {
		try {
			return this.tokens
				.mintFor(Objects.requireNonNull(login.connectionId()), login.clientName(), login.scopes(),
						ApiTokens.DEFAULT_DAYS, () -> this.repository.deleteApproved(code))
				.orElseThrow(() -> new DeviceLoginException(DeviceError.INVALID_GRANT));
		}
		catch (TooManyApiTokensException ex) {
			this.repository.refuseApproved(code);
			throw new DeviceLoginException(DeviceError.ACCESS_DENIED);
		}
	}

	private DeviceError waitLonger(DeviceLogin login, DeviceCode code, Instant now) {
		if (this.repository.poll(code, now, now.plusSeconds(login.pollInterval()))) {
			return DeviceError.AUTHORIZATION_PENDING;
		}
		int pollInterval = login.pollInterval() + POLL_INTERVAL;
		this.repository.slowDown(code, pollInterval, now.plusSeconds(pollInterval));
		return DeviceError.SLOW_DOWN;
	}

	/**
	 * The codes of a device login.
	 */
	record Begun(DeviceCode deviceCode, UserCode userCode) {
	}

}
