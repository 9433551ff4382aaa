import { read } from "./api.js";
import { announce, byId, create, setImage, setLink } from "./dom.js";
import { timeOfDay } from "./format.js";
import { clear, report } from "./notice.js";
import { pollWhileVisible } from "./poller.js";
import { holdProgress, remaining, showProgress, startClock } from "./progress.js";

const POLL = 5_000;
const SHORTEST_POLL = 2_000;
const AFTER_THE_END = 800;
const LONG_TITLE = 36;
const WIDE_CHARACTERS = /[\u1100-\u11ff\u2e80-\ud7a3\uf900-\ufaff\uff00-\uff60]/gu;

const HEADINGS = { playing: "Now playing", paused: "Paused", idle: "Now playing" };

const UNTITLED = {
  ad: ["Advertisement", "The music comes back by itself."],
  local: ["Local file", "A file on your own device."],
  episode: ["Untitled episode", ""],
  track: ["Untitled track", ""],
};
const UNKNOWN = ["Something is playing", "Spotify does not say what it is."];
const IDLE = ["Nothing is playing", "Start something in Spotify, and it appears here within seconds."];

let failing = false;

/** Follows what is playing while the tab is visible; returns a function that ends it. */
export function followNowPlaying() {
  const stopClock = startClock();
  const stopPolling = pollWhileVisible(refresh, showFailure);
  return () => {
    stopPolling();
    stopClock();
  };
}

async function refresh() {
  const playback = await read("api/me/now-playing");
  if (failing) {
    failing = false;
    clear(byId("alert"));
  }
  show(playback);
  return untilNextPoll();
}

function untilNextPoll() {
  const left = remaining();
  return left > 0 ? Math.min(POLL, Math.max(SHORTEST_POLL, left + AFTER_THE_END)) : POLL;
}

function showFailure(error) {
  failing = true;
  holdProgress();
  const section = byId("now-playing");
  section.dataset.stale = "true";
  if (section.dataset.state === "loading") {
    byId("state-label").textContent = "";
    byId("title").textContent = "Nothing to show yet";
  } else {
    byId("state-label").textContent = "Not up to date";
  }
  report(error, byId("alert"));
}

function show(playback) {
  const section = byId("now-playing");
  section.dataset.state = playback.state;
  section.dataset.stale = playback.stale;
  byId("now-playing-heading").textContent = HEADINGS[playback.state];
  byId("state-label").textContent = playback.stale ? `Last known at ${timeOfDay(playback.observedAt)}` : "";
  showItem(playback);
  showProgress({ ...playback, moving: playback.state === "playing" && !playback.stale });
}

function showItem(playback) {
  const { title, creators, collection } = wording(playback);
  showTitle(title);
  showText(byId("creators"), creators);
  showText(byId("collection"), collection ? [collection] : []);
  setImage(byId("cover"), playback.image);
  setLink(byId("cover-link"), playback.url);
  byId("cover-link").hidden = false;
  setLink(byId("listen"), playback.url);
  announceChange([title, creators.join(", ")].filter(Boolean).join(", "));
}

function wording({ state, type, title, creators, collection }) {
  if (state === "idle") {
    return { title: IDLE[0], creators: [], collection: IDLE[1] };
  }
  const [fallbackTitle, explanation] = UNTITLED[type] ?? UNKNOWN;
  return {
    title: title ?? fallbackTitle,
    creators: creators ?? [],
    collection: collection ?? (title ? null : explanation),
  };
}

function showTitle(title) {
  const element = byId("title");
  element.textContent = title;
  element.title = title;
  element.dataset.long = width(title) > LONG_TITLE;
}

function width(text) {
  return text.length + (text.match(WIDE_CHARACTERS)?.length ?? 0);
}

function showText(element, parts) {
  element.replaceChildren(...parts.flatMap((part, index) => [index ? ", " : "", create("bdi", {}, part)]));
  element.title = parts.join(", ");
}

function announceChange(summary) {
  const section = byId("now-playing");
  if (section.dataset.summary === summary) {
    return;
  }
  section.dataset.summary = summary;
  announce(summary);
  document.title = `${summary} · spotify-gateway`;
}
