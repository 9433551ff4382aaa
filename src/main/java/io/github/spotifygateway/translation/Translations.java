package io.github.spotifygateway.translation;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import io.github.spotifygateway.spotify.WebApiCalls;
import io.github.spotifygateway.spotify.WebApiCall;
import io.github.spotifygateway.spotify.AppKind;
import io.github.spotifygateway.spotify.GrantedScopes;
import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.translation.TranslationTable.Entry;
import io.github.spotifygateway.upstream.BegunAnswer;
import io.github.spotifygateway.upstream.ReadAnswer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.http.HttpStatus;
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

	private final Shapes shapes;

	private final LackingOperations lacking;

	private final WebApiCalls webApi;

	private final GrantedScopes grantedScopes;

	private final CallsAtOnce atOnce;

	private final TranslationProperties properties;

	private final ObservationRegistry observations;

	Translations(TranslationTable table, Shapes shapes, LackingOperations lacking, WebApiCalls webApi,
			GrantedScopes grantedScopes, CallsAtOnce atOnce, TranslationProperties properties,
			ObservationRegistry observations) {
		this.table = table;
		this.shapes = shapes;
		this.lacking = lacking;
		this.webApi = webApi;
		this.grantedScopes = grantedScopes;
		this.atOnce = atOnce;
		this.properties = properties;
		this.observations = observations;
	}

	/**
	 * What each operation is made by means of where Spotify does not offer it.
	 * @param catalogue the operations
	 * @return the operations in their order, and what each may become
	 */
	public static Map<WebApiOperation, List<WebApiOperation>> tableOf(OperationCatalogue catalogue) {
		TranslationTable table = new TranslationTable(catalogue, new SharedReads(Duration.ZERO));
		Map<WebApiOperation, List<WebApiOperation>> instead = new LinkedHashMap<>();
		catalogue.operations().forEach((operation) -> instead.put(operation, table.insteadOf(operation)));
		return instead;
	}

	/**
	 * What an operation is made by means of where Spotify does not offer it.
	 * @param operation the operation
	 * @return the other operations it may become, empty if there are none
	 */
	public List<WebApiOperation> insteadOf(WebApiOperation operation) {
		return this.properties.enabled() ? this.table.insteadOf(operation) : List.of();
	}

	/**
	 * How an operation can be had now.
	 * @param operation the operation
	 * @return how, as far as is known
	 */
	public Offer offerOf(WebApiOperation operation) {
		if (!this.lacking.contain(operation) && !Reason.isTaken(operation, this.lacking.kind())) {
			return Offer.DIRECTLY;
		}
		if (!insteadOf(operation).isEmpty()) {
			return Offer.INSTEAD;
		}
		return operation.isForAllApps() ? Offer.DIRECTLY : Offer.WITHDRAWN;
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
			return this.webApi.send(call);
		}
		Optional<Entry> entry = this.table.of(call);
		Shape shape = this.shapes.of(call);
		ClientHttpResponse answer = entry.isPresent() ? callOrTranslate(call, entry.get(), principalName, headers)
				: callOrExplain(call);
		return this.shapes.shape(shape, answer);
	}

	private ClientHttpResponse callOrTranslate(WebApiCall call, Entry entry, String principalName,
			BiConsumer<String, String> headers) throws IOException {
		AppKind kind = this.lacking.kind();
		boolean known = isLacking(call, entry.reason(), kind);
		if (!known) {
			ClientHttpResponse answer = error(this.webApi.send(call));
			if (!isShown(entry.reason(), kind, answer)) {
				return answer;
			}
		}
		Exchange exchange = new Exchange(call, kind, principalName, this.webApi, this.grantedScopes, this.atOnce,
				this.properties);
		ClientHttpResponse answer = observed(call.operation(), entry.translation(), exchange);
		if (!exchange.isAsAsked()) {
			headers.accept(HEADER, exchange.summary());
		}
		learn(call.operation(), known, answer.getStatusCode());
		return answer;
	}

	/**
	 * An error could be why the first call was refused as well, or that what was learnt
	 * is true no more.
	 */
	private void learn(WebApiOperation operation, boolean known, HttpStatusCode status) {
		if (!known && status.is2xxSuccessful()) {
			this.lacking.add(operation);
		}
		if (known && status.isSameCodeAs(HttpStatus.FORBIDDEN)) {
			this.lacking.remove(operation);
		}
	}

	private boolean isLacking(WebApiCall call, Reason reason, AppKind kind) {
		return !reason.isImpossibleFor(kind)
				&& (this.lacking.contain(call.operation()) || reason.isCertainFor(kind, call));
	}

	private static boolean isShown(Reason reason, AppKind kind, ClientHttpResponse answer) throws IOException {
		return answer instanceof ReadAnswer error && answer.getStatusCode().is4xxClientError()
				&& !reason.isImpossibleFor(kind) && reason.isShownBy(error);
	}

	private ClientHttpResponse callOrExplain(WebApiCall call) throws IOException {
		WebApiOperation operation = call.operation();
		if (operation.isForAllApps()) {
			return this.webApi.send(call);
		}
		AppKind kind = this.lacking.kind();
		boolean isPlausible = kind == AppKind.UNKNOWN || Reason.isTaken(operation, kind);
		if (isPlausible && this.lacking.contain(operation)) {
			throw TranslationException.withdrawn(operation);
		}
		ClientHttpResponse answer = error(this.webApi.send(call));
		if (answer instanceof ReadAnswer error && Reason.isWithdrawn(operation, kind, error)) {
			this.lacking.add(operation);
			throw TranslationException.withdrawn(operation);
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
			ClientHttpResponse answer = translate(translation, exchange);
			observation.lowCardinalityKeyValue("status", answer.getStatusCode().value() / 100 + "xx");
			return answer;
		}
		finally {
			scope.close();
			observation.stop();
		}
	}

	private static ClientHttpResponse translate(Translation translation, Exchange exchange) throws IOException {
		try {
			return translation.translate(exchange);
		}
		catch (UpstreamRefusal ex) {
			return ex.answer();
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
