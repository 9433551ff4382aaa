package io.github.spotifygateway.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.github.spotifygateway.store.KeptReadings;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.session.MapSession;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Sessions that a request reads without changing anything. Spring Session would write
 * their last use to the database with every request, although they last for days: it is
 * known to the minute. And each request would read the session anew: what may be kept of
 * the database is shared, until something changes.
 *
 * @param <S> the type of the sessions in the database
 */
final class SparingSessionRepository<S extends Session>
		implements SessionRepository<SparingSessionRepository<S>.SparingSession> {

	private static final Duration COARSEST = Duration.ofMinutes(1);

	private static final int PARTS = 10;

	private final SessionRepository<S> sessions;

	private final KeptReadings<String, MapSession> readings;

	SparingSessionRepository(SessionRepository<S> sessions, KeptReadings<String, MapSession> readings) {
		this.sessions = sessions;
		this.readings = readings;
	}

	@Override
	public SparingSession createSession() {
		return new SparingSession(this.sessions.createSession());
	}

	@Override
	public void save(SparingSession session) {
		S changed = session.changed.get();
		if (changed == null) {
			return;
		}
		try {
			this.sessions.save(changed);
		}
		finally {
			this.readings.noteChange();
		}
	}

	@Override
	public @Nullable SparingSession findById(String id) {
		Optional<MapSession> seen = this.readings.find(id,
				() -> Optional.ofNullable(this.sessions.findById(id)).map(MapSession::new));
		return seen.filter((session) -> !session.isExpired()).map(SparingSession::new).orElse(null);
	}

	@Override
	public void deleteById(String id) {
		try {
			this.sessions.deleteById(id);
		}
		finally {
			this.readings.noteChange();
		}
	}

	/**
	 * A session that is read from the database once more before it is changed.
	 */
	final class SparingSession implements Session {

		/** What other requests, too, may look at. */
		private final Session seen;

		private final AtomicReference<@Nullable S> changed = new AtomicReference<>();

		private SparingSession(MapSession seen) {
			this.seen = seen;
		}

		private SparingSession(S created) {
			this.seen = created;
			this.changed.set(created);
		}

		private Session current() {
			S session = this.changed.get();
			return (session != null) ? session : this.seen;
		}

		private Optional<S> stored() {
			S session = this.changed.get();
			if (session == null) {
				session = SparingSessionRepository.this.sessions.findById(this.seen.getId());
				this.changed.set(session);
			}
			return Optional.ofNullable(session);
		}

		/**
		 * Of a session that has ended meanwhile nothing is taken over.
		 */
		private S toBeChanged() {
			S session = stored().orElseGet(SparingSessionRepository.this.sessions::createSession);
			this.changed.set(session);
			return session;
		}

		@Override
		public String getId() {
			return current().getId();
		}

		@Override
		public String changeSessionId() {
			return toBeChanged().changeSessionId();
		}

		@Override
		@SuppressWarnings("unchecked")
		public <T> @Nullable T getAttribute(String name) {
			Object value = current().getAttribute(name);
			return (T) ((value instanceof SecurityContext context) ? copy(context) : value);
		}

		/**
		 * Who signs out empties the security context, but not that of other requests.
		 */
		private static SecurityContext copy(SecurityContext context) {
			SecurityContext copy = new SecurityContextImpl();
			copy.setAuthentication(context.getAuthentication());
			return copy;
		}

		@Override
		public Set<String> getAttributeNames() {
			return current().getAttributeNames();
		}

		@Override
		public void setAttribute(String name, Object value) {
			toBeChanged().setAttribute(name, value);
		}

		@Override
		public void removeAttribute(String name) {
			toBeChanged().removeAttribute(name);
		}

		@Override
		public Instant getCreationTime() {
			return current().getCreationTime();
		}

		@Override
		public void setLastAccessedTime(Instant now) {
			if (getLastAccessedTime().plus(precision()).isBefore(now)) {
				stored().ifPresent((session) -> session.setLastAccessedTime(now));
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
			return current().getLastAccessedTime();
		}

		@Override
		public void setMaxInactiveInterval(Duration interval) {
			toBeChanged().setMaxInactiveInterval(interval);
		}

		@Override
		public Duration getMaxInactiveInterval() {
			return current().getMaxInactiveInterval();
		}

		@Override
		public boolean isExpired() {
			return current().isExpired();
		}

	}

}
