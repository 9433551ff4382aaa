import { showCover } from "./cover.js";
import { announce, byId, create, setLink } from "./dom.js";

const LONG_TITLE = 36;
const WIDE_CHARACTERS = /[\u1100-\u11ff\u2e80-\ud7a3\uf900-\ufaff\uff00-\uff60]/gu;

const UNTITLED = {
  ad: ["Advertisement", "The music comes back by itself."],
  local: ["Local file", "A file on your own device."],
  episode: ["Untitled episode", ""],
  track: ["Untitled track", ""],
};
const UNKNOWN = ["Something is playing", "Spotify does not say what it is."];
const IDLE = ["Nothing is playing", "Start something in Spotify, and it appears here within seconds. A private session stays hidden."];

/** Shows what an item is called, who made it and its cover. */
export function showItem(playback) {
  const { title, creators, collection } = wording(playback);
  showTitle(title);
  showText(byId("creators"), creators);
  showText(byId("collection"), collection ? [collection] : []);
  showCover(playback.image, playback.url);
  setLink(byId("listen"), playback.url);
  announceChange([title, creators.join(", ")].filter(Boolean).join(", "));
}

/** Shows a line instead of an item. */
export function showNoItem(line) {
  showTitle(line);
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
  if (element.title !== title) {
    element.title = title;
    element.dataset.long = width(title) > LONG_TITLE;
    element.replaceChildren(create("span", {}, title));
  }
}

function width(text) {
  return text.length + (text.match(WIDE_CHARACTERS)?.length ?? 0);
}

function showText(element, parts) {
  const text = parts.join(", ");
  if (element.title !== text || !element.hasChildNodes()) {
    element.title = text;
    element.replaceChildren(create("span", {}, ...parts.flatMap((part, index) => [index ? ", " : "", create("bdi", {}, part)])));
  }
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
