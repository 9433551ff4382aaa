package io.github.spotifygateway.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.springframework.util.Assert;

/**
 * Does over HTTP what a person does on the consent page: open it, choose a user, press a
 * button.
 */
final class ConsentVisitor {

	private final HttpClient http = HttpClient.newHttpClient();

	URI agree(URI authorizeUrl, SimulatedUser user) {
		return decide(authorizeUrl, "decision=agree&user=" + user.id());
	}

	URI cancel(URI authorizeUrl) {
		return decide(authorizeUrl, "decision=cancel");
	}

	private URI decide(URI authorizeUrl, String decision) {
		HttpResponse<String> page = send(HttpRequest.newBuilder(authorizeUrl).build());
		Assert.state(page.statusCode() == 200, () -> "No consent page but [%s]".formatted(page.body()));
		HttpRequest form = HttpRequest.newBuilder(authorizeUrl.resolve("/authorize"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(authorizeUrl.getRawQuery() + "&" + decision))
			.build();
		return URI.create(send(form).headers().firstValue("Location").orElseThrow());
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			return this.http.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
