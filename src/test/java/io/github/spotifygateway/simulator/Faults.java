package io.github.spotifygateway.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The fault plans by path.
 */
final class Faults {

	private final Map<String, FaultPlan> plans = new ConcurrentHashMap<>();

	FaultPlan on(String path) {
		return this.plans.computeIfAbsent(path, (key) -> new FaultPlan());
	}

	Fault next(String path) {
		return on(path).next();
	}

	void clear() {
		this.plans.values().forEach(FaultPlan::never);
	}

}
