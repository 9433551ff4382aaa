import { read } from "./api.js";
import { byId, create, setImage, setLink } from "./dom.js";
import { country, initials } from "./format.js";
import { attempt } from "./notice.js";

const NO_EMAIL = {
  "scope-missing": "You have not allowed this gateway to read it.",
  "not-provided-to-this-app": "Spotify does not give it to this app.",
};

/** Fills the profile card. */
export function showProfile() {
  attempt(byId("profile-notice"), loadProfile, { retry: true });
  attempt(byId("email-notice"), loadEmail, { retry: true });
}

async function loadProfile() {
  const profile = await read("api/me");
  const name = profile.displayName || profile.id;
  byId("profile-name").textContent = name;
  byId("initials").textContent = initials(name);
  setImage(byId("picture"), profile.imageUrl);
  setLink(byId("profile-link"), profile.spotifyUrl);
  byId("profile-facts").replaceChildren(...facts(profile));
  byId("profile").hidden = false;
}

function facts({ id, country: code, product }) {
  return [
    fact("Spotify id", id),
    product && fact("Product", product.charAt(0).toUpperCase() + product.slice(1)),
    code && fact("Country", country(code)),
  ].filter(Boolean);
}

function fact(term, description) {
  return create("div", {}, create("dt", {}, term), create("dd", { dir: "auto" }, description));
}

async function loadEmail() {
  const { email, verified, reason } = await read("api/me/email");
  byId("email").textContent = email ?? "Not available.";
  byId("email-note").textContent = email ? emailNote(verified) : NO_EMAIL[reason] ?? "";
}

function emailNote(verified) {
  return verified ? "" : "Not verified by Spotify.";
}
