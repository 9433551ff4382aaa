import { read, remove, send } from "./api.js";
import { byId, create, whileBusy } from "./dom.js";
import { day, daysLeft, wholeDaysUntil } from "./format.js";
import { attempt } from "./notice.js";

const RENEWAL_DAYS = 30;

const MEANINGS = {
  "app-remote-control": "Control the app on your phone",
  "playlist-modify-private": "Change private playlists",
  "playlist-modify-public": "Change public playlists",
  "playlist-read-collaborative": "Collaborative playlists",
  "playlist-read-private": "Private playlists",
  "streaming": "Play in the browser",
  "ugc-image-upload": "Upload playlist covers",
  "user-follow-modify": "Change whom you follow",
  "user-follow-read": "Whom you follow",
  "user-library-modify": "Change what you saved",
  "user-library-read": "What you saved",
  "user-modify-playback-state": "Control the player",
  "user-read-currently-playing": "What is playing",
  "user-read-email": "E-mail address",
  "user-read-playback-position": "Position in episodes",
  "user-read-playback-state": "Player and devices",
  "user-read-private": "Country and subscription",
  "user-read-recently-played": "What you played lately",
  "user-top-read": "Top artists and tracks",
};

/** Fills the connection card and makes its disconnect button work; `leaving` runs what ends the visit. */
export function showConnection(leaving) {
  attempt(byId("connection-notice"), loadConnection, { retry: true });
  const dialog = byId("disconnect-dialog");
  byId("disconnect").onclick = () => dialog.showModal();
  byId("disconnect-cancel").onclick = () => dialog.close();
  const disconnect = () => leaving(deleteConnection);
  byId("disconnect-confirm").onclick = (event) =>
    whileBusy(event.currentTarget, () => attempt(byId("disconnect-notice"), disconnect));
}

async function loadConnection() {
  const { state, scopes, authorizedAt, reauthorizeBy } = await read("api/me/connection");
  showDay(byId("authorized-at"), authorizedAt);
  showDay(byId("reauthorize-by"), reauthorizeBy);
  byId("days-left").textContent = `(${daysLeft(reauthorizeBy)})`;
  byId("renew").hidden = state === "connected" && wholeDaysUntil(reauthorizeBy) > RENEWAL_DAYS;
  byId("scopes").replaceChildren(...scopes.map(scopeItem));
  byId("connection").hidden = false;
}

function showDay(element, instant) {
  element.dateTime = instant;
  element.textContent = day(instant);
}

function scopeItem(scope) {
  const meaning = MEANINGS[scope] ?? "";
  return create("li", {}, create("code", { className: "chip", title: meaning }, scope), create("span", {}, meaning));
}

async function deleteConnection() {
  await remove("api/me/connection");
  await send("logout");
}
