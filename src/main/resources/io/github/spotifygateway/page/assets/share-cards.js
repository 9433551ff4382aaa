import { read, remove, send } from "./api.js";
import { announce, byId, create, whileBusy } from "./dom.js";
import { day } from "./format.js";
import { attempt } from "./notice.js";

const FIELDS = {
  state: "Whether something is playing",
  title: "Title",
  creators: "Artists or publisher",
  cover: "Cover",
  collection: "Album or show",
  progress: "Progress",
  link: "Link to Spotify, when the picture is opened on its own",
};
const USUAL = ["state", "title", "creators", "cover"];
const LOOPBACK = /^(?:127\.|\[::1\]|localhost$)/u;
const LINES = ["card-markdown", "card-html", "card-address", "card-json"];

/** Fills the share cards card and makes its form work. */
export function showCards() {
  attempt(byId("cards-notice"), loadCards, { retry: true });
  byId("card-fields").replaceChildren(...Object.keys(FIELDS).map(fieldChoice));
  byId("card-form").onsubmit = onSubmit;
  byId("forget-card").onclick = onHide;
  window.addEventListener("pagehide", forgetNewCard);
}

/** Takes the addresses that were shown once off the page. */
export function forgetNewCard() {
  byId("new-card-panel").hidden = true;
  byId("card-picture").removeAttribute("src");
  LINES.forEach((line) => { byId(line).textContent = ""; });
}

async function loadCards() {
  const { cards } = await read("api/cards");
  byId("card-list").replaceChildren(...cards.map(cardItem));
  byId("no-cards").hidden = cards.length > 0;
}

function fieldChoice(field) {
  return create("div", { className: "choice" },
    create("input", { type: "checkbox", name: "field", id: `field-${field}`, value: field, defaultChecked: USUAL.includes(field) }),
    create("label", { htmlFor: `field-${field}` }, FIELDS[field]));
}

function cardItem({ id, name, hint, fields, theme, layout, createdAt }) {
  const revoke = create("button", { className: "button danger", type: "button", ariaLabel: `Revoke ${name}` }, "Revoke");
  const item = create("li", {},
    create("div", {},
      create("p", { className: "token-name", dir: "auto" }, name),
      create("p", { className: "soft" }, create("code", {}, hint), ` · ${chosen("card-layout", layout)}, ${chosen("card-theme", theme).toLowerCase()} · since `,
        create("time", { dateTime: createdAt }, day(createdAt))),
      create("p", { className: "soft" }, `Shows: ${fields.map((field) => FIELDS[field]).join(", ").toLowerCase()}`)),
    revoke);
  revoke.onclick = () => whileBusy(revoke, () => attempt(byId("cards-notice"), () => revokeCard(id, name)));
  return item;
}

// the words of the form
function chosen(select, value) {
  return byId(select).querySelector(`[value="${CSS.escape(value)}"]`)?.textContent ?? value;
}

async function revokeCard(id, name) {
  await remove(`api/cards/${encodeURIComponent(id)}`);
  forgetNewCard();
  await loadCards();
  announce(`${name} is revoked`);
  byId("card-name").focus();
}

function onSubmit(event) {
  event.preventDefault();
  const first = byId("card-fields").querySelector("input");
  first.setCustomValidity(byId("card-fields").querySelector(":checked") ? "" : "Choose at least one thing to show.");
  if (!first.reportValidity()) {
    return;
  }
  whileBusy(byId("create-card"), () => attempt(byId("create-card-notice"), createCard));
}

async function createCard() {
  forgetNewCard();
  const form = new FormData(byId("card-form"));
  const created = await send("api/cards", {
    name: byId("card-name").value.trim(),
    fields: form.getAll("field"),
    theme: form.get("theme"),
    layout: form.get("layout"),
  });
  byId("card-form").reset();
  // a card shows what someone asked for since there is one
  await read("api/me/now-playing").catch(() => {});
  showNewCard(created);
  await loadCards();
}

function showNewCard({ name, svgUrl, jsonUrl, width, height }) {
  byId("new-card-name").textContent = name;
  Object.assign(byId("card-picture"), { width, height, src: new URL(svgUrl).pathname });
  byId("card-markdown").textContent = `![Now playing on Spotify](${svgUrl})`;
  byId("card-html").textContent = `<img src="${svgUrl}" width="${width}" height="${height}" alt="Now playing on Spotify">`;
  byId("card-address").textContent = svgUrl;
  byId("card-json").textContent = jsonUrl;
  byId("only-here").hidden = !LOOPBACK.test(new URL(svgUrl).hostname);
  byId("new-card-panel").hidden = false;
  byId("new-card-panel").focus();
}

function onHide() {
  forgetNewCard();
  byId("card-name").focus();
}
