package io.github.spotifygateway.card;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.spotifygateway.journey.CardMaker;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.upstream.UpstreamHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What cards cost those who draw them.
 */
class SharedCardsTests {

	private static final Executor FULL = (task) -> {
		throw new RejectedExecutionException();
	};

	private final Gateway gateway = Gateway.shared();

	private final CardMaker maker = new CardMaker(this.gateway);

	@BeforeEach
	void signIn() {
		this.gateway.database().sql("delete from connection").update();
		this.maker.signIn(SimulatedUser.ALICE);
	}

	@AfterEach
	void forgetEveryone() {
		this.gateway.database().sql("delete from connection").update();
	}

	@Test
	void addressWithoutACardTakesNoPlaceOfThoseThatAreDrawn() {
		SharedCards cards = drawnBy(FULL);
		for (CardFormat format : CardFormat.values()) {
			assertThat(cards.find("A".repeat(26), format)).isEmpty();
			assertThat(cards.find("short", format)).isEmpty();
		}
	}

	@Test
	void cardThatFindsNoPlaceIsRefused() {
		String secret = secret();
		for (CardFormat format : CardFormat.values()) {
			assertThatExceptionOfType(RejectedExecutionException.class)
				.isThrownBy(() -> drawnBy(FULL).find(secret, format));
			assertThat(drawnBy(Runnable::run).find(secret, format)).isPresent();
		}
	}

	private String secret() {
		String address = this.maker.make("[\"title\",\"cover\"]", "auto", "wide");
		return address.replaceAll(".*/cards/|\\.svg", "");
	}

	private SharedCards drawnBy(Executor executor) {
		Covers covers = new Covers(new ImageOrigins(List.of()),
				new CoverClient(this.gateway.bean(UpstreamHttpClient.class)), executor);
		return new SharedCards(this.gateway.bean(CardRepository.class), this.gateway.bean(Snapshots.class), covers,
				executor, InstantSource.system());
	}

}
