package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

import io.github.spotifygateway.spotify.GrantedScopes;
import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.translation.TranslationTable.Entry;
import io.github.spotifygateway.upstream.BegunAnswer;
import io.github.spotifygateway.upstream.ReadAnswer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Calls the Web API for clients of both its generations, whichever of them the app has.
 * Only what Spotify does not do as it was asked is made by means of other operations.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/tutorials/february-2026-migration-guide">Spotify,
 * February 2026 migration guide</a>
 */
public final class Translations {

	/**
	 * The header of an answer that was made by means of other operations: a list of them,
	 * each with the parameter {@code calls}, the number of its calls.
	 */
	public static final String HEADER = "Translated-To";

	private static final int LARGEST_ERROR = 64 * 1024;

	private final TranslationTable table;

	private final LackingOperations lacking;

	private final UpstreamCalls upstream;

	private final GrantedScopes grantedScopes;

	private final CallsAtOnce atOnce;

	private final TranslationProperties properties;

	private final ObservationRegistry observations;

	Translations(TranslationTable table, LackingOperations lacking, UpstreamCalls upstream, GrantedScopes grantedScopes,
			CallsAtOnce atOnce, TranslationProperties properties, ObservationRegistry observations) {
		this.table = table;
		this.lacking = lacking;
		this.upstream = upstream;
		this.grantedScopes = grantedScopes;
		this.atOnce = atOnce;
		this.properties = properties;
		this.observations = observations;
	}

	/**
	 * What an operation is made by means of where Spotify does not offer it.
	 * @param operation the operation
	 * @return the ids of the operations it may become, empty if there are none
	 */
	public List<String> insteadOf(WebApiOperation operation) {
		return this.properties.enabled() ? this.table.insteadOf(operation) : List.of();
	}

	/**
	 * Make a call.
	 * @param call what a client asked
	 * @param principalName the name of the client's connection
	 * @param headers takes name and value of headers that tell how it was made
	 * @return Spotify's answer, or one that is made of several; to be closed
	 * @throws IOException if Spotify cannot be reached
	 * @throws TranslationException if Spotify does not offer it and nothing else does the
	 * same
	 */
	public ClientHttpResponse call(WebApiCall call, String principalName, BiConsumer<String, String> headers)
			throws IOException {
		if (!this.properties.enabled()) {
			return this.upstream.send(call);
		}
		Optional<Entry> entry = this.table.of(call);
		ClientHttpResponse answer = entry.isPresent() ? callOrTranslate(call, entry.get(), principalName, headers)
				: callOrExplain(call);
		return this.table.shapeOf(call.operation()).shape(call, answer);
	}

	private ClientHttpResponse callOrTranslate(WebApiCall call, Entry entry, String principalName,
			BiConsumer<String, String> headers) throws IOException {
		if (!isLacking(call, entry.reason())) {
			ClientHttpResponse answer = error(this.upstream.send(call));
			if (!isShown(entry.reason(), answer)) {
				return answer;
			}
		}
		Exchange exchange = new Exchange(call, principalName, this.upstream, this.grantedScopes, this.atOnce,
				this.properties.maxCalls());
		ClientHttpResponse answer = observed(call.operation(), entry.translation(), exchange);
		if (!exchange.isAsAsked()) {
			headers.accept(HEADER, exchange.summary());
		}
		if (answer.getStatusCode().is2xxSuccessful() && entry.reason().isLearnt()) {
			// an error could be why the first call was refused as well
			this.lacking.add(call.operation());
		}
		return answer;
	}

	private boolean isLacking(WebApiCall call, Reason reason) {
		return this.lacking.contain(call.operation()) || reason.isCertainFor(this.lacking.kind(), call);
	}

	private boolean isShown(Reason reason, ClientHttpResponse answer) throws IOException {
		return answer instanceof ReadAnswer error && answer.getStatusCode().is4xxClientError()
				&& reason.isShownBy(error) && !reason.isImpossibleFor(this.lacking.kind());
	}

	private ClientHttpResponse callOrExplain(WebApiCall call) throws IOException {
		if (!TranslationException.explainsTheWithdrawalOf(call.operation())) {
			return this.upstream.send(call);
		}
		if (this.lacking.contain(call.operation())) {
			throw TranslationException.withdrawn(call.operation());
		}
		ClientHttpResponse answer = error(this.upstream.send(call));
		if (answer instanceof ReadAnswer error && Reason.isWithdrawn(call.operation(), error)) {
			this.lacking.add(call.operation());
			throw TranslationException.withdrawn(call.operation());
		}
		return answer;
	}

	private ClientHttpResponse observed(WebApiOperation operation, Translation translation, Exchange exchange)
			throws IOException {
		Observation observation = Observation.createNotStarted("spotify.gateway.translation", this.observations)
			.contextualName("translate " + operation.id())
			.lowCardinalityKeyValue("operation", operation.id())
			.lowCardinalityKeyValue("status", "none")
			.start();
		Observation.Scope scope = observation.openScope();
		try {
			ClientHttpResponse answer = translation.translate(exchange);
			observation.lowCardinalityKeyValue("status", answer.getStatusCode().value() / 100 + "xx");
			return answer;
		}
		finally {
			scope.close();
			observation.stop();
		}
	}

	/**
	 * An answer whose error can be looked at.
	 */
	private static ClientHttpResponse error(ClientHttpResponse answer) throws IOException {
		HttpStatusCode status = answer.getStatusCode();
		return status.is4xxClientError() ? BegunAnswer.read(answer, LARGEST_ERROR) : answer;
	}

}
