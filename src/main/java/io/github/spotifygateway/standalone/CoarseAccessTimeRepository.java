package io.github.spotifygateway.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Sessions whose last use is known to the minute. Spring Session would write it to the
 * database with every request, and a session lasts for days.
 *
 * @param <S> the type of the sessions that are kept
 */
final class CoarseAccessTimeRepository<S extends Session>
		implements SessionRepository<CoarseAccessTimeRepository.CoarseSession<S>> {

	private static final Duration COARSEST = Duration.ofMinutes(1);

	private static final int PARTS = 10;

	private final SessionRepository<S> sessions;

	CoarseAccessTimeRepository(SessionRepository<S> sessions) {
		this.sessions = sessions;
	}

	@Override
	public CoarseSession<S> createSession() {
		return new CoarseSession<>(this.sessions.createSession());
	}

	@Override
	public void save(CoarseSession<S> session) {
		this.sessions.save(session.session);
	}

	@Override
	public @Nullable CoarseSession<S> findById(String id) {
		S session = this.sessions.findById(id);
		return (session != null) ? new CoarseSession<>(session) : null;
	}

	@Override
	public void deleteById(String id) {
		this.sessions.deleteById(id);
	}

	/**
	 * A session that is not changed by being used.
	 */
	static final class CoarseSession<S extends Session> implements Session {

		private final S session;

		private CoarseSession(S session) {
			this.session = session;
		}

		@Override
		public String getId() {
			return this.session.getId();
		}

		@Override
		public String changeSessionId() {
			return this.session.changeSessionId();
		}

		@Override
		public <T> @Nullable T getAttribute(String name) {
			return this.session.getAttribute(name);
		}

		@Override
		public Set<String> getAttributeNames() {
			return this.session.getAttributeNames();
		}

		@Override
		public void setAttribute(String name, Object value) {
			this.session.setAttribute(name, value);
		}

		@Override
		public void removeAttribute(String name) {
			this.session.removeAttribute(name);
		}

		@Override
		public Instant getCreationTime() {
			return this.session.getCreationTime();
		}

		@Override
		public void setLastAccessedTime(Instant now) {
			if (this.session.getLastAccessedTime().plus(precision()).isBefore(now)) {
				this.session.setLastAccessedTime(now);
			}
		}

		/**
		 * What ends soon without being used is looked at more closely.
		 */
		private Duration precision() {
			Duration part = getMaxInactiveInterval().dividedBy(PARTS);
			return (part.isNegative() || part.compareTo(COARSEST) > 0) ? COARSEST : part;
		}

		@Override
		public Instant getLastAccessedTime() {
			return this.session.getLastAccessedTime();
		}

		@Override
		public void setMaxInactiveInterval(Duration interval) {
			this.session.setMaxInactiveInterval(interval);
		}

		@Override
		public Duration getMaxInactiveInterval() {
			return this.session.getMaxInactiveInterval();
		}

		@Override
		public boolean isExpired() {
			return this.session.isExpired();
		}

	}

}
