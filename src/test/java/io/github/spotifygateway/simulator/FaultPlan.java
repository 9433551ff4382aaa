package io.github.spotifygateway.simulator;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The faults that requests to one path meet: first those planned a number of times, in
 * order, then the one that is planned for always.
 */
public final class FaultPlan {

	private static final Fault NONE = Supplier::get;

	private final Queue<Fault> next = new ArrayDeque<>();

	private Fault always = NONE;

	FaultPlan() {
	}

	public FaultPlan once(Fault fault) {
		return times(1, fault);
	}

	public synchronized FaultPlan times(int count, Fault fault) {
		for (int planned = 0; planned < count; planned++) {
			this.next.add(fault);
		}
		return this;
	}

	public synchronized FaultPlan always(Fault fault) {
		this.always = fault;
		return this;
	}

	/**
	 * Plans a fault for every nth request from now on, the others getting their normal
	 * answers.
	 * @param nth how many requests it takes until one meets the fault
	 * @param fault the fault
	 * @return this plan
	 */
	public FaultPlan every(int nth, Fault fault) {
		AtomicInteger requests = new AtomicInteger();
		return always((normal) -> (requests.incrementAndGet() % nth == 0) ? fault.answer(normal) : normal.get());
	}

	/**
	 * Forgets what was planned; requests get their normal answers again.
	 */
	public synchronized void never() {
		this.next.clear();
		this.always = NONE;
	}

	synchronized Fault next() {
		Fault planned = this.next.poll();
		return (planned != null) ? planned : this.always;
	}

}
