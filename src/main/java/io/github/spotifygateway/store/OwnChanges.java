package io.github.spotifygateway.store;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts the changes of a database that no process but this one can change: what was read
 * before the latest of them may be old, and what was read after it is not.
 */
final class OwnChanges {

	/** One count for all that this process has to do with a database. */
	private static final Map<String, OwnChanges> OF_DATABASES = new ConcurrentHashMap<>();

	private final AtomicLong count = new AtomicLong();

	private OwnChanges() {
	}

	/**
	 * The changes of a database.
	 * @param configuredUrl how it was configured
	 * @param database what is connected, which may be another one of the host's
	 * @return nothing if another process, too, can change it
	 */
	static Optional<OwnChanges> of(String configuredUrl, DatabaseMetaData database) throws SQLException {
		String url = database.getURL();
		if (!isEmbedded(configuredUrl) || !isEmbedded(url)) {
			return Optional.empty();
		}
		return Optional.of(OF_DATABASES.computeIfAbsent(url, (absent) -> new OwnChanges()));
	}

	private static boolean isEmbedded(@Nullable String url) {
		String text = String.valueOf(url).toLowerCase(Locale.ROOT);
		return (text.startsWith("jdbc:h2:mem:") || text.startsWith("jdbc:h2:file:")) && !text.contains("auto_server");
	}

	/**
	 * How many there were. To be asked before a reading, so that a change meanwhile makes
	 * it old.
	 */
	long count() {
		return this.count.get();
	}

	/**
	 * Take note of a change that others can see now, or when the transaction of this
	 * thread ends.
	 */
	void note() {
		this.count.incrementAndGet();
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCompletion(int status) {
					OwnChanges.this.count.incrementAndGet();
				}

			});
		}
	}

}
