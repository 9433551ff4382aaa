package io.github.spotifygateway.live;

import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How many follow whom on this node, and how often it looks for them.
 */
final class LiveMetrics implements MeterBinder {

	private final Watches watches;

	private final Lookout lookout;

	private final LiveProperties properties;

	LiveMetrics(Watches watches, Lookout lookout, LiveProperties properties) {
		this.watches = watches;
		this.lookout = lookout;
		this.properties = properties;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("spotify.gateway.streams", this.watches, Watches::open)
			.description("Event streams open on this node")
			.register(registry);
		Gauge.builder("spotify.gateway.streams.limit", this.properties, LiveProperties::streams)
			.description("Event streams this node takes")
			.register(registry);
		FunctionCounter.builder("spotify.gateway.streams.refused", this.watches.refused(), LongAdder::sum)
			.description("Event streams there was no room for")
			.register(registry);
		Gauge.builder("spotify.gateway.followed", this.watches, (watches) -> watches.all().size())
			.description("Users whose playback somebody follows on this node")
			.register(registry);
		looks("success", this.lookout.succeeded(), registry);
		looks("failure", this.lookout.failed(), registry);
	}

	private static void looks(String outcome, LongAdder count, MeterRegistry registry) {
		FunctionCounter.builder("spotify.gateway.looks", count, LongAdder::sum)
			.description("Looks at Spotify for those who follow, by outcome")
			.tag("outcome", outcome)
			.register(registry);
	}

}
