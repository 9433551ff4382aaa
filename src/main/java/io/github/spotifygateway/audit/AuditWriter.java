package io.github.spotifygateway.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Writes records to the database without anyone waiting. While the database is away they
 * wait in a queue; those that find it full are counted and said to be lost. The log has
 * them all the same.
 */
final class AuditWriter {

	private static final Log logger = LogFactory.getLog(AuditWriter.class);

	private static final int MOST_WAITING = 10_000;

	private static final int MOST_AT_ONCE = 200;

	private final AuditRepository repository;

	private final BlockingQueue<AuditRecord> waiting;

	private final List<AuditRecord> underWay = new ArrayList<>();

	private final AtomicLong lost = new AtomicLong();

	private final AtomicLong lostAndSaid = new AtomicLong();

	private final AtomicBoolean away = new AtomicBoolean();

	AuditWriter(AuditRepository repository) {
		this(repository, MOST_WAITING);
	}

	AuditWriter(AuditRepository repository, int mostWaiting) {
		this.repository = repository;
		this.waiting = new ArrayBlockingQueue<>(mostWaiting);
	}

	/**
	 * Have a record written soon.
	 */
	void add(AuditRecord entry) {
		if (!this.waiting.offer(entry)) {
			this.lost.incrementAndGet();
		}
	}

	/**
	 * Write what waits.
	 */
	synchronized void write() {
		while (takeSome()) {
			try {
				this.repository.insert(this.underWay);
				this.away.set(false);
			}
			catch (DataIntegrityViolationException ex) {
				// these would never go in, and keep all others out
				this.lost.addAndGet(this.underWay.size());
			}
			catch (DataAccessException | TransactionException ex) {
				sayAway(ex);
				return;
			}
			this.underWay.clear();
		}
		sayLost();
	}

	private boolean takeSome() {
		if (this.underWay.isEmpty()) {
			this.waiting.drainTo(this.underWay, MOST_AT_ONCE);
		}
		return !this.underWay.isEmpty();
	}

	private void sayAway(RuntimeException ex) {
		if (this.away.compareAndSet(false, true)) {
			logger.warn("The audit trail waits for the database [" + ex.getClass().getSimpleName() + "]");
		}
	}

	private void sayLost() {
		long all = this.lost.get();
		long unsaid = all - this.lostAndSaid.getAndSet(all);
		if (unsaid > 0) {
			logger.error(unsaid + " audit records were not written to the database; only the log has them");
		}
	}

	/**
	 * How many records never came into the database.
	 */
	long lost() {
		return this.lost.get();
	}

	/**
	 * How many records wait for the database.
	 */
	int waiting() {
		return this.waiting.size();
	}

}
