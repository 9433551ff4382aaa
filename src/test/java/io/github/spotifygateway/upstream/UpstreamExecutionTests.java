package io.github.spotifygateway.upstream;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.stubbing.Answer;

import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.MockClientHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/**
 * A call to Spotify is aborted at its deadline, unless it is over.
 */
class UpstreamExecutionTests {

	private static final byte[] NOTHING = {};

	private final HttpClient httpClient = mock(HttpClient.class);

	private final Deadlines deadlines = new Deadlines();

	private final UpstreamExecution execution = new UpstreamExecution(this.httpClient, RequestConfig.DEFAULT,
			this.deadlines, Duration.ofMillis(200));

	private final List<HttpUriRequestBase> sent = new ArrayList<>();

	@AfterEach
	void stop() {
		this.deadlines.close();
	}

	@Test
	void callWhoseAnswerIsNotReadToItsEndIsAborted() throws IOException {
		answer((call) -> answer());
		send();
		await().until(() -> this.sent.get(0).isCancelled());
	}

	@Test
	void callWhoseAnswerIsClosedIsOver() throws IOException {
		answer((call) -> answer());
		this.execution.execute(request(), NOTHING).close();
		send();
		await().until(() -> this.sent.get(1).isCancelled());
		assertThat(this.sent.get(0).isCancelled()).isFalse();
	}

	@Test
	void callThatFailsIsOver() throws IOException {
		answer((call) -> {
			throw new IOException("away");
		});
		assertThatIOException().isThrownBy(this::send);
		answer((call) -> answer());
		send();
		await().until(() -> this.sent.get(1).isCancelled());
		assertThat(this.sent.get(0).isCancelled()).isFalse();
	}

	private void send() throws IOException {
		this.execution.execute(request(), NOTHING);
	}

	private void answer(Answer<BasicClassicHttpResponse> answer) throws IOException {
		willAnswer((call) -> {
			this.sent.add(call.getArgument(1));
			return answer.answer(call);
		}).given(this.httpClient).executeOpen(any(), any(), any());
	}

	private static BasicClassicHttpResponse answer() {
		BasicClassicHttpResponse response = new BasicClassicHttpResponse(200);
		response.setEntity(new StringEntity("{}"));
		return response;
	}

	private static MockClientHttpRequest request() {
		return new MockClientHttpRequest(HttpMethod.GET, URI.create("http://spotify.example/v1/me"));
	}

}
