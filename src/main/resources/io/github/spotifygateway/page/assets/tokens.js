import { read, remove, send } from "./api.js";
import { curlLine, curlLineFromStdin } from "./curl.js";
import { announce, byId, create, whileBusy } from "./dom.js";
import { day, daysLeft } from "./format.js";
import { attempt } from "./notice.js";

/** Fills the API tokens card and makes its form work. */
export function showTokens() {
  attempt(byId("tokens-notice"), loadTokens, { retry: true });
  byId("token-form").onsubmit = onSubmit;
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
}

function tokenItem({ id, name, hint, expiresAt }) {
  const revoke = create("button", { className: "button danger", type: "button", ariaLabel: `Revoke ${name}` }, "Revoke");
  const expiry = create("time", { dateTime: expiresAt }, day(expiresAt));
  const item = create("li", {},
    create("div", {},
      create("p", { className: "token-name", dir: "auto" }, name),
      create("p", { className: "soft" }, create("code", {}, hint), " until ", expiry, ` (${daysLeft(expiresAt)})`)),
    revoke);
  revoke.onclick = () => whileBusy(revoke, () => attempt(byId("tokens-notice"), () => revokeToken(id, name)));
  return item;
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
  const created = await send("api/tokens", { name, expiresInDays: byId("token-days").valueAsNumber });
  byId("token-form").reset();
  showNewToken(created);
  await loadTokens();
}

function showNewToken({ name, token }) {
  byId("new-token-name").textContent = name;
  byId("new-token").textContent = token;
  byId("curl-line").textContent = curlLine(token);
  byId("curl-stdin-line").textContent = curlLineFromStdin();
  byId("new-token-panel").hidden = false;
  byId("new-token-panel").focus();
}

function onHide() {
  forgetNewToken();
  byId("token-name").focus();
}
