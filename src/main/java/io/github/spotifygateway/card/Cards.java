package io.github.spotifygateway.card;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.playback.Player;
import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Type;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Makes, lists and revokes the cards of signed-in users.
 */
final class Cards {

	/** How many cards a user may have. */
	static final int MOST = 20;

	private static final Log logger = LogFactory.getLog(Cards.class);

	private final CardRepository repository;

	private final Connections connections;

	private final Snapshots snapshots;

	private final ObjectProvider<Player> player;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	Cards(CardRepository repository, Connections connections, Snapshots snapshots, ObjectProvider<Player> player,
			InstantSource clock, ApplicationEventPublisher events) {
		this.repository = repository;
		this.connections = connections;
		this.snapshots = snapshots;
		this.player = player;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Make a card for a user.
	 * @throws TooManyCardsException if the user has as many as allowed
	 */
	Made make(String principalName, String name, Set<CardField> fields, CardTheme theme, CardLayout layout) {
		String connectionId = this.connections.require(principalName).id();
		CardSecret secret = CardSecret.generate();
		Card card = new Card(UUID.randomUUID().toString(), name, secret.hint(), fields, theme, layout,
				this.clock.instant().truncatedTo(ChronoUnit.MILLIS));
		this.repository.changeAlone(connectionId, () -> insert(card, secret, connectionId));
		this.snapshots.cardsChanged(connectionId);
		this.player.ifAvailable((asked) -> asked.forget(connectionId));
		logger.info("Made card " + card.id() + " of connection " + connectionId);
		SecurityEvent.success(Type.CARD_MADE).by(principalName).about(card.id()).publish(this.events);
		return new Made(card, secret);
	}

	private boolean insert(Card card, CardSecret secret, String connectionId) {
		if (this.repository.count(connectionId) >= MOST) {
			throw new TooManyCardsException();
		}
		this.repository.insert(card, secret.hash(), connectionId);
		return true;
	}

	List<Card> list(String principalName) {
		return this.repository.find(this.connections.require(principalName).id());
	}

	/**
	 * Revoke a card; nothing happens if the user has no such card.
	 */
	void revoke(String principalName, String id) {
		String connectionId = this.connections.require(principalName).id();
		if (this.repository.delete(id, connectionId)) {
			this.snapshots.cardsChanged(connectionId);
			logger.info("Revoked card " + id + " of connection " + connectionId);
			SecurityEvent.success(Type.CARD_REVOKED).by(principalName).about(id).publish(this.events);
		}
	}

	/**
	 * A new card with its secret.
	 */
	record Made(Card card, CardSecret secret) {
	}

}
