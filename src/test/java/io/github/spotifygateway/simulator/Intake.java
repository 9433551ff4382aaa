package io.github.spotifygateway.simulator;

import java.time.InstantSource;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;

/**
 * Where every request comes in: it is recorded, then it meets a planned fault or the real
 * endpoint.
 */
final class Intake implements Endpoint {

	private final RecordedRequests requests;

	private final Faults faults;

	private final InstantSource time;

	private final Endpoint endpoint;

	Intake(RecordedRequests requests, Faults faults, InstantSource time, Endpoint endpoint) {
		this.requests = requests;
		this.faults = faults;
		this.time = time;
		this.endpoint = endpoint;
	}

	@Override
	public ResponseDefinitionBuilder answer(Request request) {
		RecordedRequest recorded = RecordedRequest.of(request, this.time.instant());
		this.requests.add(recorded);
		return this.faults.next(recorded.path()).answer(() -> this.endpoint.answer(request));
	}

}
