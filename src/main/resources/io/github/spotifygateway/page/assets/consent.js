import { byId } from "./dom.js";
import { loginAddress } from "./login.js";

const CONTROL = "user-modify-playback-state";
const DEVICES = "user-read-playback-state";

let scopes = null;

/** Learns what the user has allowed so far. */
export function noteScopes(granted) {
  scopes = granted;
}

/** Says whether the user has allowed a scope, as far as known. */
export function allowed(scope) {
  return Boolean(scopes?.includes(scope));
}

/** Says whether the user has yet to allow commands to the player. */
export function lacksConsent() {
  return scopes !== null && !scopes.includes(CONTROL);
}

/** Tells the user what Spotify will ask, and leads there. */
export function askForConsent() {
  const dialog = byId("consent-dialog");
  byId("consent-continue").href = loginAddress({ scope: `${CONTROL},${DEVICES}` });
  byId("consent-cancel").onclick = () => dialog.close();
  if (!dialog.open) {
    dialog.showModal();
  }
}
