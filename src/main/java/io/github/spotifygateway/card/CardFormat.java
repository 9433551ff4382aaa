package io.github.spotifygateway.card;

/**
 * What a card can be asked for as.
 */
enum CardFormat {

	SVG, JSON

}
