package io.github.spotifygateway.card;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.github.spotifygateway.card.CardContent.Progress;

/**
 * What a card says in words.
 *
 * @param content what it shows
 */
record CardWords(CardContent content) {

	private static final String SPOTIFY = "Spotify";

	private static final String NOTHING = "Nothing to show";

	private static final String MIDDLE_DOT = " · ";

	/**
	 * Whose content it is.
	 */
	String attribution() {
		return SPOTIFY;
	}

	/**
	 * What it says of playback, and how old that is; empty unless it shows the state.
	 */
	String label() {
		CardStatus status = this.content.status();
		Duration age = this.content.age();
		if (status == null) {
			return "";
		}
		if (age == null) {
			return status.label();
		}
		return status.label() + MIDDLE_DOT + ((status == CardStatus.LAST_PLAYED) ? "" : "seen ") + ago(age);
	}

	boolean hasItem() {
		return !item().isEmpty();
	}

	/**
	 * The item, or what stands in its place.
	 */
	List<String> lines() {
		List<String> lines = item();
		boolean room = CardContent.TEXTS.stream().anyMatch(this.content.fields()::contains);
		return (lines.isEmpty() && room) ? List.of(sentence()) : lines;
	}

	String times() {
		Progress progress = this.content.progress();
		if (progress == null) {
			return "";
		}
		// what moves would be wrong a second later
		return (progress.moving() ? "" : time(progress.positionMs()) + " / ") + time(progress.durationMs());
	}

	/**
	 * What someone hears who does not see the card.
	 */
	String description() {
		List<String> parts = new ArrayList<>();
		if (!label().isEmpty()) {
			parts.add(label());
		}
		parts.addAll(lines());
		parts.add(attribution());
		return String.join(MIDDLE_DOT, parts);
	}

	private List<String> item() {
		List<String> lines = new ArrayList<>();
		for (String text : List.of(Objects.requireNonNullElse(this.content.title(), ""),
				String.join(", ", this.content.creators()),
				Objects.requireNonNullElse(this.content.collection(), ""))) {
			String line = DisplayText.clean(text);
			if (!line.isEmpty()) {
				lines.add(line);
			}
		}
		return lines;
	}

	private String sentence() {
		CardStatus status = this.content.status();
		return (status == null || status.sentence().isEmpty()) ? NOTHING : status.sentence();
	}

	private static String ago(Duration age) {
		if (age.toMinutes() < 1) {
			return "just now";
		}
		if (age.toMinutes() < 60) {
			return age.toMinutes() + " min ago";
		}
		return (age.toHours() < 24) ? age.toHours() + " h ago" : age.toDays() + " d ago";
	}

	private static String time(long milliseconds) {
		Duration time = Duration.ofMillis(milliseconds);
		return (time.toHours() > 0)
				? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
				: String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
	}

}
