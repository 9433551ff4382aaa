import { read } from "./api.js";
import { allowed } from "./consent.js";
import { byId, create, setImage, webAddress } from "./dom.js";

const SHOWN = 3;
const SETTLED_AFTER = 1_500;

let items = [];
let askedFor = null;

/** Says what comes next, as far as known. */
export function upcoming() {
  return items[0] ?? null;
}

/** Shows what comes after an item, where the user allows that to be read. */
export function showQueueAfter(playback) {
  const item = playback.state === "idle" ? null : nameOf(playback);
  if (item !== askedFor && allowed("user-read-playback-state")) {
    askedFor = item;
    ask(item);
  }
}

async function ask(item, again = false) {
  const answer = item && await read("api/me/queue").catch(() => null);
  if (item !== askedFor) {
    return;
  }
  show(answer?.items ?? null);
  // right after a change the answer may be from before it
  if (!again && items.length && nameOf(items[0]) === item) {
    setTimeout(() => item === askedFor && ask(item, true), SETTLED_AFTER);
  }
}

function nameOf({ type, title, url, durationMs }) {
  return JSON.stringify([type, title, url, durationMs]);
}

function show(found) {
  items = found ?? [];
  // what was shown once keeps its place
  byId("up-next").hidden &&= !found;
  byId("up-next").dataset.known = Boolean(found);
  byId("nothing-next").hidden = items.length > 0;
  byId("queue").replaceChildren(...items.slice(0, SHOWN).map(entry));
}

function entry({ title, creators, collection, image, url }) {
  const picture = create("img", { alt: "", width: 48, height: 48, referrerPolicy: "no-referrer" });
  setImage(picture, image);
  const by = creators?.length ? creators.join(", ") : collection ?? "";
  const address = webAddress(url);
  const name = address
    ? create("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, title ?? "Untitled", create("span", { className: "visually-hidden" }, " (opens Spotify in a new tab)"))
    : create("span", {}, title ?? "Untitled");
  return create("li", {},
    create("span", { className: "thumb" }, picture),
    create("div", {}, create("p", { className: "next-title", dir: "auto" }, name), create("p", { className: "next-by", dir: "auto" }, by)));
}
