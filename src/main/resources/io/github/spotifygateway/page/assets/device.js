import { Problem, read, send } from "./api.js";
import { byId, whileBusy } from "./dom.js";
import { dayAndTime } from "./format.js";
import { attempt, SIGNED_OUT } from "./notice.js";
import { scopeItems } from "./token-scopes.js";

const VIEWS = ["signed-out", "enter", "decide", "approved", "refused"];

let request = "";

async function start() {
  byId("user-code").value = plain(new URLSearchParams(location.search).get("user_code") ?? "");
  const { signedIn } = await read("api/session");
  if (signedIn) {
    show("enter");
    byId("user-code").focus();
  } else {
    showSignedOut();
  }
}

function showSignedOut() {
  byId("sign-in").href = loginAddress();
  show("signed-out");
}

async function find() {
  request = `api/device/requests/${plain(byId("user-code").value)}`;
  const { userCode, clientName, scopes, askedFrom, askedAt } = await read(request);
  byId("client-name").textContent = clientName;
  byId("wanted-scopes").replaceChildren(...scopeItems(scopes));
  byId("shown-code").textContent = userCode;
  byId("asked-from").textContent = askedFrom;
  byId("asked-at").dateTime = askedAt;
  byId("asked-at").textContent = dayAndTime(askedAt);
  show("decide");
  byId("decide-heading").focus();
}

async function decide(decision, view) {
  try {
    await send(`${request}/${decision}`);
  } catch (error) {
    throw withWayBack(error);
  }
  show(view);
  byId(`${view}-heading`).focus();
}

/** Lets a login that must come first lead back to this code. */
function withWayBack(error) {
  if (error instanceof Problem && error.code === "recent-login-required") {
    error.loginUrl = loginAddress();
  }
  return error;
}

function loginAddress() {
  const code = plain(byId("user-code").value);
  return `oauth2/authorization/spotify?return_to=${encodeURIComponent(code ? `/device?user_code=${code}` : "/device")}`;
}

function show(view) {
  VIEWS.forEach((name) => { byId(name).hidden = name !== view; });
}

/** Leaves only what a code can consist of. */
function plain(code) {
  return code.replace(/[^A-Za-z-]/gu, "");
}

function onSubmit(event) {
  event.preventDefault();
  whileBusy(byId("continue"), () => attempt(byId("enter-notice"), find));
}

function onDecision(decision, view) {
  return (event) => whileBusy(event.currentTarget, () => attempt(byId("decide-notice"), () => decide(decision, view)));
}

byId("code-form").onsubmit = onSubmit;
byId("approve").onclick = onDecision("approval", "approved");
byId("refuse").onclick = onDecision("refusal", "refused");
document.addEventListener(SIGNED_OUT, showSignedOut);
attempt(byId("alert"), start, { retry: true });
