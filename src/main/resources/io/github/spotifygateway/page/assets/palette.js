import { contrast, fromOklab, fromPolar, toOklab, toPolar } from "./colour.js";

const EDGE = 40;
const BITS_KEPT = 4;
const SEEN = 0.004;
const READABLE = 4.5;
const COMFORTABLE = 7;
const GREY = 0.025;
const YELLOW = [58, 112];

/** Returns the two colours that a loaded image lives from, or nothing when the browser does not let them be read. */
export function coloursOf(image) {
  const pixels = pixelsOf(image);
  if (!pixels) {
    return null;
  }
  const groups = grouped(pixels);
  const dominant = best(groups, ({ share, chroma }) => share * (0.25 + 6 * chroma));
  const accent = best(groups.filter(({ share }) => share > SEEN), (group) => liveliness(group, dominant));
  return dominant && { dominant, accent: accent ?? dominant };
}

/** Returns what a stage in these colours is painted with: every text stands out from both ends of its ground. */
export function paint({ dominant, accent }, mood) {
  const recipe = MOODS[mood];
  const ground = recipe.ground.map(([lightness, share, most]) => tinted(dominant, lightness, share, most));
  const readable = (colour, ratio) => standingOut(colour, ground, ratio, recipe.towards);
  const lively = readable(tinted(recipe.warm(accent), recipe.accent, 1, 0.15), READABLE);
  return {
    "--stage": css(ground[0]),
    "--stage-deep": css(ground[1]),
    "--stage-ink": css(readable(tinted(dominant, recipe.ink, 0.2, 0.02), COMFORTABLE)),
    "--stage-soft": css(readable(tinted(dominant, recipe.soft, 0.3, 0.035), READABLE)),
    "--stage-accent": css(lively),
    "--on-stage-accent": css(standingOut(tinted(accent, recipe.onAccent, 0.2, 0.03), [lively], READABLE, -recipe.towards)),
  };
}

const MOODS = {
  light: { ground: [[0.945, 0.4, 0.035], [0.885, 0.6, 0.07]], ink: 0.24, soft: 0.44, accent: 0.5, onAccent: 0.99, towards: -1, warm: withoutOlive },
  dark: { ground: [[0.33, 0.75, 0.085], [0.215, 0.5, 0.05]], ink: 0.97, soft: 0.84, accent: 0.82, onAccent: 0.2, towards: 1, warm: (colour) => colour },
};

// a yellow that is dark enough to read is no yellow any more, an orange still is one
function withoutOlive(colour) {
  const [from, to] = YELLOW;
  return colour.hue > from && colour.hue < to ? { ...colour, hue: from } : colour;
}

function pixelsOf(image) {
  const canvas = Object.assign(document.createElement("canvas"), { width: EDGE, height: EDGE });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  try {
    context.drawImage(image, 0, 0, EDGE, EDGE);
    return context.getImageData(0, 0, EDGE, EDGE).data;
  } catch {
    return null;
  }
}

function grouped(pixels) {
  const groups = new Map();
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] > 127) {
      add(groups, pixels[at], pixels[at + 1], pixels[at + 2]);
    }
  }
  const all = [...groups.values()];
  const total = all.reduce((sum, { count }) => sum + count, 0);
  return all.map(({ count, sums }) => group(count / total, sums.map((sum) => sum / count)));
}

function add(groups, ...rgb) {
  const key = rgb.map((value) => value >> (8 - BITS_KEPT)).join();
  const found = groups.get(key) ?? { count: 0, sums: [0, 0, 0] };
  found.count++;
  rgb.forEach((value, index) => { found.sums[index] += value; });
  groups.set(key, found);
}

function group(share, rgb) {
  return { share, ...toPolar(toOklab(rgb)) };
}

function best(groups, score) {
  return groups.reduce((found, candidate) => (!found || score(candidate) > score(found) ? candidate : found), null);
}

function liveliness({ share, chroma, hue, lightness }, dominant) {
  const turn = Math.abs(hue - dominant.hue);
  const apart = Math.min(turn, 360 - turn) / 180;
  const middling = 1 - Math.abs(lightness - 0.65);
  return share ** 0.25 * chroma * (0.4 + apart) * middling;
}

function tinted({ hue, chroma }, lightness, share, most) {
  return { lightness, hue, chroma: chroma < GREY ? chroma * share : Math.min(chroma * share, most) };
}

function standingOut(colour, grounds, ratio, towards) {
  let candidate = colour;
  while (candidate.lightness > 0 && candidate.lightness < 1 && !stands(candidate, grounds, ratio)) {
    candidate = { ...candidate, lightness: candidate.lightness + towards * 0.01 };
  }
  return candidate;
}

function stands(colour, grounds, ratio) {
  return grounds.every((ground) => contrast(rgb(colour), rgb(ground)) >= ratio);
}

function rgb(colour) {
  return fromOklab(fromPolar(colour));
}

function css(colour) {
  return `rgb(${rgb(colour).join(" ")})`;
}
