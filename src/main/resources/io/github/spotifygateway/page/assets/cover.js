import { byId, setLink, webAddress } from "./dom.js";
import { coloursOf, paint } from "./palette.js";

const PATIENCE = 1_000;

const dark = matchMedia("(prefers-color-scheme: dark)");

let wanted = null;
let colours = null;

/** Shows a cover and gives the stage its colours; without one, both are neutral. */
export function showCover(address, url) {
  setLink(byId("cover-link"), url);
  byId("cover-link").hidden = false;
  const source = webAddress(address);
  if (source !== wanted) {
    wanted = source;
    change(source);
  }
}

/** Keeps the stage in colours that suit the colour scheme. */
export function followColourScheme() {
  dark.addEventListener("change", applyColours);
}

async function change(source) {
  const patience = setTimeout(() => source === wanted && place(null), source ? PATIENCE : 0);
  const image = source && await load(source, "anonymous").catch(() => load(source)).catch(() => null);
  clearTimeout(patience);
  if (source === wanted) {
    place(image);
    colours = image && coloursOf(image);
    applyColours();
  }
}

// colours can be read only of an image that its server shares with other origins
async function load(source, crossOrigin = null) {
  const image = new Image(640, 640);
  Object.assign(image, { id: "cover", alt: "", crossOrigin, referrerPolicy: "no-referrer", src: source });
  await image.decode();
  return image;
}

function place(image) {
  byId("cover")?.remove();
  if (image) {
    byId("cover-link").append(image);
  }
}

function applyColours() {
  const stage = byId("now-playing");
  const overlay = document.documentElement.dataset.view === "overlay";
  const painted = colours && paint(colours, overlay || dark.matches ? "dark" : "light");
  stage.dataset.painted = Boolean(painted);
  for (const [name, value] of Object.entries(painted ?? {})) {
    stage.style.setProperty(name, value);
  }
  if (!painted) {
    stage.removeAttribute("style");
  }
}
