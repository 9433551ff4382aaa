import { byId } from "./dom.js";
import { playingTime } from "./format.js";

const TICK = 250;

let shown = { known: false };
let held = false;

/** Shows a position and, while something plays, moves it on by the clock from now. */
export function showProgress({ progressMs, durationMs, moving }) {
  const known = Number.isFinite(progressMs) && durationMs > 0;
  shown = { known, progressMs, durationMs, moving, since: performance.now() };
  draw();
}

/** Holds the position where it is. */
export function holdProgress() {
  if (shown.known) {
    shown = { ...shown, progressMs: position(), moving: false };
  }
}

/** Says where in the item playback is, in milliseconds, or nothing when that is not known. */
export function position() {
  if (!shown.known) {
    return null;
  }
  const passed = shown.moving ? performance.now() - shown.since : 0;
  return Math.min(shown.progressMs + passed, shown.durationMs);
}

/** Starts the clock that moves the progress bar; returns a function that stops it. */
export function startClock() {
  const timer = setInterval(() => shown.moving && !document.hidden && draw(), TICK);
  return () => clearInterval(timer);
}

/** Lets the user move the bar: it follows the hand, and `onSeek` gets the milliseconds where it is let go. */
export function enableSeeking(onSeek) {
  const bar = byId("progress");
  bar.oninput = () => {
    held = true;
    write(bar.valueAsNumber);
  };
  bar.onchange = () => {
    held = false;
    onSeek(bar.valueAsNumber);
  };
}

function draw() {
  byId("timeline").dataset.known = shown.known;
  if (!shown.known || held) {
    return;
  }
  const bar = byId("progress");
  bar.max = shown.durationMs;
  bar.value = position();
  write(position());
}

function write(milliseconds) {
  const elapsed = playingTime(milliseconds);
  const duration = playingTime(shown.durationMs);
  const bar = byId("progress");
  bar.style.setProperty("--filled", `${(100 * milliseconds) / shown.durationMs}%`);
  bar.setAttribute("aria-valuetext", `${elapsed} of ${duration}`);
  byId("elapsed").textContent = elapsed;
  byId("duration").textContent = duration;
}
