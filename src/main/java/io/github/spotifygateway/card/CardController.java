package io.github.spotifygateway.card;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.spotifygateway.card.Cards.Made;
import io.github.spotifygateway.web.PublicUrl;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/cards}: the links with which users show what they are listening to. For
 * signed-in browsers only.
 */
@RestController
@RequestMapping("/api/cards")
class CardController {

	private static final String USUAL_NAME = "Now playing";

	private final Cards cards;

	private final PublicUrl publicUrl;

	CardController(Cards cards, PublicUrl publicUrl) {
		this.cards = cards;
		this.publicUrl = publicUrl;
	}

	/**
	 * {@code GET /api/cards}.
	 * @param authentication the signed-in user
	 * @return the user's cards, without their addresses
	 */
	@GetMapping
	Listing list(Authentication authentication) {
		return new Listing(this.cards.list(authentication.getName()));
	}

	/**
	 * {@code POST /api/cards}. A user has at most 20.
	 * @param request what it shall be called, show, and look like
	 * @param authentication the signed-in user
	 * @return the card with its addresses, which are not shown again
	 */
	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	NewCard make(@Valid @RequestBody CardRequest request, Authentication authentication) {
		String name = Objects.requireNonNullElse(request.name(), USUAL_NAME);
		Set<CardField> fields = (request.fields() != null) ? CardField.parse(request.fields()) : CardField.USUAL;
		CardTheme theme = (request.theme() != null) ? CardOptions.parse("theme", CardTheme.values(), request.theme())
				: CardTheme.AUTO;
		CardLayout layout = (request.layout() != null)
				? CardOptions.parse("layout", CardLayout.values(), request.layout()) : CardLayout.WIDE;
		Made made = this.cards.make(authentication.getName(), name, fields, theme, layout);
		return NewCard.of(made.card(), this.publicUrl.resolve("/cards/" + made.secret().reveal()));
	}

	/**
	 * {@code DELETE /api/cards/{id}}. Has the same answer whether or not there was such a
	 * card. Within a second its addresses are gone on all nodes.
	 * @param id the card's id
	 * @param authentication the signed-in user
	 */
	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void revoke(@PathVariable String id, Authentication authentication) {
		this.cards.revoke(authentication.getName(), id);
	}

	/**
	 * The answer to a listing.
	 *
	 * @param cards the cards, oldest first
	 */
	record Listing(List<Card> cards) {
	}

	/**
	 * What is asked for.
	 *
	 * @param name 1 to 60 printable characters; {@code Now playing} when absent
	 * @param fields what it shall show; {@code state}, {@code title}, {@code creators}
	 * and {@code cover} when absent
	 * @param theme {@code auto}, {@code light}, {@code dark} or {@code transparent};
	 * {@code auto} when absent
	 * @param layout {@code wide} or {@code compact}; {@code wide} when absent
	 */
	record CardRequest(
			@Nullable @Pattern(regexp = Card.NAME_FORM, message = "must be 1 to 60 printable characters") String name,
			@Nullable List<String> fields, @Nullable String theme, @Nullable String layout) {
	}

	/**
	 * A new card.
	 *
	 * @param id its public id
	 * @param name what its owner calls it
	 * @param svgUrl address of the picture, shown this once
	 * @param jsonUrl address of the same as JSON, shown this once
	 * @param width width of the picture in pixels
	 * @param height height of the picture in pixels
	 * @param hint the end of its address
	 * @param fields what it shows
	 * @param theme its colours
	 * @param layout its size
	 * @param createdAt when it was made
	 */
	record NewCard(String id, String name, String svgUrl, String jsonUrl, int width, int height, String hint,
			Set<CardField> fields, CardTheme theme, CardLayout layout, Instant createdAt) {

		static NewCard of(Card card, String address) {
			return new NewCard(card.id(), card.name(), address + ".svg", address + ".json", card.layout().width(),
					card.layout().height(card.fields()), card.hint(), card.fields(), card.theme(), card.layout(),
					card.createdAt());
		}

		@Override
		public String toString() {
			return "NewCard[id=" + this.id + "]";
		}

	}

}
