import { byId } from "./dom.js";
import { playingTime } from "./format.js";

const TICK = 500;

let shown = { known: false };

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

/** Says how many milliseconds are left of a playing item, or nothing when that is not known. */
export function remaining() {
  return shown.known && shown.moving ? shown.durationMs - position() : undefined;
}

/** Starts the clock that moves the progress bar; returns a function that stops it. */
export function startClock() {
  const timer = setInterval(() => shown.moving && !document.hidden && draw(), TICK);
  return () => clearInterval(timer);
}

function position() {
  const passed = shown.moving ? performance.now() - shown.since : 0;
  return Math.min(shown.progressMs + passed, shown.durationMs);
}

function draw() {
  byId("timeline").dataset.known = shown.known;
  if (!shown.known) {
    return;
  }
  const elapsed = playingTime(position());
  const duration = playingTime(shown.durationMs);
  const bar = byId("progress");
  bar.max = shown.durationMs;
  bar.value = position();
  bar.setAttribute("aria-valuetext", `${elapsed} of ${duration}`);
  byId("elapsed").textContent = elapsed;
  byId("duration").textContent = duration;
}
