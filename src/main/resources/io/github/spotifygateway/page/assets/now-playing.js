import { read } from "./api.js";
import { noteScopes } from "./consent.js";
import { showControls, startControls } from "./controls.js";
import { followColourScheme } from "./cover.js";
import { byId } from "./dom.js";
import { daysLeft, timeOfDay, wholeDaysUntil } from "./format.js";
import { watchGrant } from "./grant.js";
import { showItem, showNoItem } from "./item.js";
import { clear, report } from "./notice.js";
import { holdProgress, position, showProgress, startClock } from "./progress.js";
import { showQueueAfter } from "./queue.js";
import { enableShortcuts } from "./shortcuts.js";
import { follow } from "./stream.js";

const EVENTS = "api/me/now-playing/events";
const RENEWAL_DAYS = 30;
const SETTLED_AFTER = 6_000;
const SHORT_WAIT = 30;

const HEADINGS = { playing: "Now playing", paused: "Paused", idle: "Now playing" };

let said = null;
let shown = null;
let saidAt = 0;
let notBefore = null;
let lost = false;
let settling;

/** Follows what is playing while the tab is visible; returns a function that ends it. */
export function followNowPlaying() {
  const endings = [
    startClock(),
    follow(EVENTS, { onMessage: hear, onProblem: showProblem, onLost: showLost, onFound: showFound }),
    watchGrant(takeGrant, leaveWhenSignedOut),
    () => clearTimeout(settling),
  ];
  followColourScheme();
  if (document.documentElement.dataset.view !== "overlay") {
    startControls(showWish);
    enableShortcuts();
  }
  return () => endings.forEach((end) => end());
}

function hear(playback) {
  clearTimeout(settling);
  said = playback;
  saidAt = performance.now();
  if (!playback.stale) {
    notBefore = null;
    clear(byId("stage-notice"));
  }
  show(playback);
  showQueueAfter(playback);
}

function show(playback) {
  shown = playback;
  const section = byId("now-playing");
  section.dataset.state = playback.state;
  section.dataset.type = playback.type ?? "none";
  section.dataset.stale = playback.stale;
  byId("now-playing-heading").textContent = HEADINGS[playback.state];
  label(playback.stale ? staleness(playback) : "");
  showDevice(playback.device);
  showItem(playback);
  showProgress({ ...playback, moving: playback.state === "playing" && !playback.stale });
  showControls(playback);
}

function staleness({ observedAt }) {
  const known = `As of ${timeOfDay(observedAt)}`;
  return notBefore ? `${known}, next look ${timeOfDay(notBefore)}` : known;
}

function showDevice(device) {
  byId("where").dataset.known = Boolean(device?.name);
  byId("device-name").textContent = device?.name ?? "";
  byId("private-session").hidden = !device?.privateSession;
}

// what a command is to change is shown before Spotify says so, and taken back unless it does
function showWish(change) {
  if (!said) {
    return;
  }
  show(change ? { ...shown, progressMs: position() ?? shown.progressMs, ...change } : movedOn());
  clearTimeout(settling);
  settling = setTimeout(() => read("api/me/now-playing").then(hear, () => {}), SETTLED_AFTER);
}

function movedOn() {
  const moves = said.state === "playing" && said.progressMs !== null && !said.stale;
  return { ...said, progressMs: moves ? said.progressMs + performance.now() - saidAt : said.progressMs };
}

function showLost() {
  lost = true;
  stop("Reconnecting…");
}

function showFound() {
  if (lost && said) {
    show(movedOn());
  }
  lost = false;
}

function showProblem(problem) {
  notBefore = problem.retryAfterSeconds > SHORT_WAIT ? Date.now() + problem.retryAfterSeconds * 1000 : null;
  stop("Not up to date");
  if (problem.code?.startsWith("spotify-")) {
    problem.remedy = notBefore ? `The gateway asks again at ${timeOfDay(notBefore)}.` : "The gateway keeps asking.";
  }
  report(problem, byId("stage-notice"));
}

function stop(words) {
  holdProgress();
  const section = byId("now-playing");
  section.dataset.stale = "true";
  if (section.dataset.state === "loading") {
    showNoItem("Nothing to show yet");
  }
  label(words);
}

function label(words) {
  byId("state-label").textContent = words;
}

// whatever else is wrong, the stream says so
function leaveWhenSignedOut(problem) {
  if (problem.code === "not-signed-in") {
    report(problem, byId("alert"));
  }
}

function takeGrant({ state, scopes, reauthorizeBy }) {
  noteScopes(scopes);
  const due = state === "connected" && wholeDaysUntil(reauthorizeBy) <= RENEWAL_DAYS;
  byId("renewal").hidden = !due;
  byId("renewal-days").textContent = due ? daysLeft(reauthorizeBy) : "";
  if (said) {
    showQueueAfter(said);
  }
}
