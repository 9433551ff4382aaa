import { seekBy, toggle } from "./controls.js";
import { byId } from "./dom.js";

const STEP = 10_000;
const OWN_KEYS = "a, button, input, select, textarea, summary, dialog, [contenteditable]";

const ACTIONS = {
  " ": toggle,
  "ArrowLeft": () => seekBy(-STEP),
  "ArrowRight": () => seekBy(STEP),
  "Shift+ArrowLeft": () => byId("previous").click(),
  "Shift+ArrowRight": () => byId("next").click(),
};

/** Lets the space bar and the arrow keys command the player, wherever they have no meaning of their own. */
export function enableShortcuts() {
  document.onkeydown = onKey;
}

function onKey(event) {
  const action = ACTIONS[(event.shiftKey ? "Shift+" : "") + event.key];
  const taken = event.ctrlKey || event.altKey || event.metaKey || event.target.closest(OWN_KEYS) || document.querySelector("dialog[open]");
  if (action && !taken && byId("now-playing").dataset.controls === "true" && byId("now-playing").checkVisibility()) {
    event.preventDefault();
    if (!event.repeat || event.key !== " ") {
      action();
    }
  }
}
