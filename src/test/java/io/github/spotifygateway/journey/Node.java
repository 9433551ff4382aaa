package io.github.spotifygateway.journey;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A gateway behind a load balancer: before it is restarted it gets no more requests, and
 * those it has are answered.
 */
final class Node implements AutoCloseable {

	private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();

	private volatile Gateway gateway;

	private volatile boolean up = true;

	Node(Gateway gateway) {
		this.gateway = gateway;
	}

	Gateway gateway() {
		return this.gateway;
	}

	/**
	 * Stop it and start another in its place.
	 */
	void restart(Supplier<Gateway> next) {
		this.up = false;
		this.inUse.writeLock().lock();
		try {
			this.gateway.close();
			this.gateway = next.get();
			this.up = true;
		}
		finally {
			this.inUse.writeLock().unlock();
		}
	}

	/**
	 * Do something with it unless it is down.
	 */
	void ifUp(Consumer<Gateway> call) {
		if (this.up && this.inUse.readLock().tryLock()) {
			try {
				call.accept(this.gateway);
			}
			finally {
				this.inUse.readLock().unlock();
			}
		}
	}

	@Override
	public void close() {
		this.gateway.close();
	}

}
