import { create } from "./dom.js";

const MEANINGS = {
  read: "Reads your profile, what is playing, and everything else you have allowed here.",
  player: "Controls the player: play, pause, skip, volume.",
  library: "Changes what you have saved and whom you follow.",
  playlists: "Makes and changes your playlists.",
  raw: "Everything Spotify's Web API does, in your name, as far as you have allowed it here.",
};

/** Makes a checkbox for each scope a token can have; the first is checked. */
export function scopeChoices() {
  return Object.keys(MEANINGS).map((scope, index) => create("div", { className: "choice" },
    create("input", { type: "checkbox", name: "scope", id: `scope-${scope}`, value: scope, defaultChecked: index === 0 }),
    create("label", { htmlFor: `scope-${scope}` }, create("code", { className: "chip" }, scope), ` ${MEANINGS[scope]}`)));
}

/** Makes list items that say what scopes allow. */
export function scopeItems(scopes) {
  return scopes.map((scope) => create("li", {},
    create("code", { className: "chip" }, scope), create("span", {}, MEANINGS[scope] ?? "")));
}
