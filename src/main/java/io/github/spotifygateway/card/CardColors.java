package io.github.spotifygateway.card;

/**
 * The colours of a card's parts as a style sheet, which says what moves as well: nothing
 * does for those who want it still.
 */
final class CardColors {

	private static final String LIGHT = """
			.ground{fill:#fffefb;stroke:#e0dccf}.ink{fill:#1e2324}.soft{fill:#5a6163}.accent{fill:#0f5f63}\
			.track{fill:#e0dccf}.done{fill:#0f7377}.still{fill:#858279}.art{fill:#efece4}.sign{stroke:#858279}""";

	private static final String DARK = """
			.ground{fill:#191e20;stroke:#2b3234}.ink{fill:#e9ebe8}.soft{fill:#a5adac}.accent{fill:#82cbc6}\
			.track{fill:#2b3234}.done{fill:#6dbbb6}.still{fill:#79827f}.art{fill:#0d1011}.sign{stroke:#79827f}""";

	private static final String COMMON = """
			text{font-family:-apple-system,"Segoe UI",Roboto,"Liberation Sans","Helvetica Neue",Arial,\
			system-ui,sans-serif;\
			unicode-bidi:isolate}.strong{font-weight:700}.medium{font-weight:600}.sign{fill:none;stroke-width:3;\
			stroke-linecap:round;opacity:.55}.done,.still,.bar{transform-box:fill-box}\
			.bar{transform-origin:bottom}.done,.still{transform-origin:left}\
			.b1{transform:scaleY(.5)}.b3{transform:scaleY(.7)}\
			@media (prefers-reduced-motion:no-preference){.bar{animation:sway 1.8s ease-in-out infinite alternate}\
			.b1{animation-delay:-.4s}.b2{animation-delay:-1.3s}.b3{animation-delay:-.9s}\
			.moving{animation-name:run;animation-timing-function:linear;animation-fill-mode:forwards}}\
			@keyframes sway{from{transform:scaleY(.3)}to{transform:scaleY(1)}}@keyframes run{to{transform:scaleX(1)}}""";

	private CardColors() {
	}

	static String of(CardTheme theme) {
		return COMMON + switch (theme) {
			case LIGHT -> LIGHT;
			case DARK -> DARK;
			case AUTO, TRANSPARENT -> LIGHT + "@media (prefers-color-scheme:dark){" + DARK + "}";
		};
	}

}
