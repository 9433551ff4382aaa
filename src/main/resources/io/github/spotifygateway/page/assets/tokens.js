import { read, remove, send } from "./api.js";
import { curlLine, curlLineFromStdin, readableAddress } from "./curl.js";
import { announce, byId, create, whileBusy } from "./dom.js";
import { day, dayAndTime, daysLeft } from "./format.js";
import { attempt } from "./notice.js";
import { scopeChoices } from "./token-scopes.js";

/** Fills the API tokens card and makes its form work. */
export function showTokens() {
  attempt(byId("tokens-notice"), loadTokens, { retry: true });
  byId("token-scopes").replaceChildren(...scopeChoices());
  byId("token-form").onsubmit = onSubmit;
  byId("revoke-all").onclick = onRevokeAll;
  byId("forget-token").onclick = onHide;
  window.addEventListener("pagehide", forgetNewToken);
}

/** Takes the token that was shown once off the page. */
export function forgetNewToken() {
  byId("new-token-panel").hidden = true;
  byId("new-token").textContent = "";
  byId("curl-line").textContent = "";
}

async function loadTokens() {
  const { tokens } = await read("api/tokens");
  byId("token-list").replaceChildren(...tokens.map(tokenItem));
  byId("no-tokens").hidden = tokens.length > 0;
  byId("revoke-all").hidden = tokens.length < 2;
}

function tokenItem({ id, name, hint, scopes, expiresAt, lastUsedAt }) {
  const revoke = create("button", { className: "button danger", type: "button", ariaLabel: `Revoke ${name}` }, "Revoke");
  const expiry = create("time", { dateTime: expiresAt }, day(expiresAt));
  const item = create("li", {},
    create("div", {},
      create("p", { className: "token-name", dir: "auto" }, name),
      create("p", { className: "soft" }, create("code", {}, hint), " until ", expiry, ` (${daysLeft(expiresAt)})`),
      create("p", { className: "soft token-use" }, `${scopes.join(", ")} · `, ...lastUse(lastUsedAt))),
    revoke);
  revoke.onclick = () => whileBusy(revoke, () => attempt(byId("tokens-notice"), () => revokeToken(id, name)));
  return item;
}

function lastUse(instant) {
  return instant ? ["last used ", create("time", { dateTime: instant }, dayAndTime(instant))] : ["never used"];
}

function onRevokeAll(event) {
  whileBusy(event.currentTarget, () => attempt(byId("tokens-notice"), revokeAll));
}

async function revokeAll() {
  await remove("api/tokens");
  await loadTokens();
  announce("All tokens are revoked");
  byId("token-name").focus();
}

async function revokeToken(id, name) {
  await remove(`api/tokens/${encodeURIComponent(id)}`);
  await loadTokens();
  announce(`${name} is revoked`);
  byId("token-name").focus();
}

function onSubmit(event) {
  event.preventDefault();
  whileBusy(byId("create-token"), () => attempt(byId("create-notice"), createToken));
}

async function createToken() {
  forgetNewToken();
  const name = byId("token-name").value.trim();
  const scopes = new FormData(byId("token-form")).getAll("scope");
  const created = await send("api/tokens", { name, scopes, expiresInDays: byId("token-days").valueAsNumber });
  byId("token-form").reset();
  showNewToken(created);
  await loadTokens();
}

function showNewToken({ name, token, scopes }) {
  byId("new-token-name").textContent = name;
  byId("new-token").textContent = token;
  const address = readableAddress(scopes);
  byId("curl-lines").hidden = !address;
  byId("curl-line").textContent = address ? curlLine(token, address) : "";
  byId("curl-stdin-line").textContent = address ? curlLineFromStdin(address) : "";
  byId("new-token-panel").hidden = false;
  byId("new-token-panel").focus();
}

function onHide() {
  forgetNewToken();
  byId("token-name").focus();
}
