import { byId } from "./dom.js";

const IDLE_AFTER = 3_500;
const SIGNS_OF_LIFE = ["pointermove", "pointerdown", "keydown", "focusin", "wheel"];

const root = document.documentElement;
const asked = root.dataset.view;
let idling;

/** Lets the stage fill the screen and its controls fade while nobody touches anything. */
export function enableFullScreen() {
  byId("full-screen").onclick = () => (root.dataset.view === "full" ? leave() : enter());
  document.addEventListener("fullscreenchange", () => !document.fullscreenElement && show(asked));
  for (const sign of SIGNS_OF_LIFE) {
    document.addEventListener(sign, wake, { passive: true });
  }
  show(asked);
}

function enter() {
  show("full");
  root.requestFullscreen?.().catch(() => {});
}

function leave() {
  if (document.fullscreenElement) {
    document.exitFullscreen();
  } else if (asked === "full") {
    location.assign("./");
  } else {
    show(asked);
  }
}

function show(view) {
  if (root.dataset.view !== view) {
    root.dataset.view = view;
    scrollTo(0, 0);
  }
  byId("full-screen").ariaPressed = String(view === "full");
  wake();
}

function wake() {
  clearTimeout(idling);
  root.dataset.idle = "false";
  if (root.dataset.view === "full") {
    idling = setTimeout(() => { root.dataset.idle = "true"; }, IDLE_AFTER);
  }
}
