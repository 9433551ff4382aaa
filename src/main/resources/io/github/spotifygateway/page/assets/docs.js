import { read } from "./api.js";
import { byId, create } from "./dom.js";
import { showOperation } from "./docs-operation.js";
import { attempt } from "./notice.js";

const METHODS = ["get", "post", "put", "delete"];

let entries = [];

async function start() {
  const [openapi, granted] = await Promise.all([read("docs/openapi.json"), grantedScopes()]);
  byId("groups").replaceChildren(...openapi.tags.map((tag) => group(tag, openapi, granted)));
  byId("token-source").hidden = !openapi.paths["/api/tokens"];
  byId("docs").hidden = false;
  byId("search").oninput = () => search(byId("search").value);
  showLinked();
}

/** Returns the scopes of whoever is signed in; nothing when nobody is. */
async function grantedScopes() {
  const { signedIn } = await read("api/session");
  byId("sign-in").hidden = signedIn;
  // a grant that has ended has no scopes
  return signedIn ? read("api/me/connection").then(({ scopes }) => scopes, () => []) : null;
}

function group({ name, description }, openapi, granted) {
  const items = operationsOf(name, openapi).map((operation) => {
    const element = showOperation(operation, openapi, granted);
    entries.push({ element, text: textOf(operation) });
    return element;
  });
  const heading = create("h2", { id: `group-${name}` }, name);
  const section = create("section", { className: "docs-group" }, heading, create("p", { className: "soft" }, description), ...items);
  section.setAttribute("aria-labelledby", heading.id);
  return section;
}

function operationsOf(tag, { paths }) {
  return Object.entries(paths).flatMap(([path, methods]) => METHODS
    .filter((method) => methods[method]?.tags.includes(tag))
    .map((method) => ({ path, method: method.toUpperCase(), ...methods[method] })));
}

function textOf(operation) {
  const { method, path, summary, operationId } = operation;
  const scopes = [...(operation["x-required-scopes"] ?? []).flat(), ...(operation["x-optional-scopes"] ?? [])];
  return [method, path, summary, operationId, ...scopes].join(" ").toLowerCase();
}

function search(words) {
  const wanted = words.toLowerCase().split(/\s+/u).filter(Boolean);
  entries.forEach(({ element, text }) => { element.hidden = !wanted.every((word) => text.includes(word)); });
  document.querySelectorAll(".docs-group").forEach((section) => {
    section.hidden = !section.querySelector(".operation:not([hidden])");
  });
  const found = entries.filter(({ element }) => !element.hidden).length;
  byId("found").textContent = wanted.length ? `${found} of ${entries.length} calls` : "";
}

/** Opens the call that the address names; a consent comes back to it this way. */
function showLinked() {
  const linked = byId(`call-${new URLSearchParams(location.search).get("operation")}`);
  if (linked) {
    linked.open = true;
    linked.scrollIntoView();
    linked.querySelector("summary").focus();
  }
}

attempt(byId("alert"), start, { retry: true });
