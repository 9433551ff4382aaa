import { exists } from "./api.js";
import { askForConsent, lacksConsent } from "./consent.js";
import { byId, whileBusy } from "./dom.js";
import { next, pause, play, previous, seek, setVolume, wordsFor } from "./player.js";
import { enableSeeking, position } from "./progress.js";
import { upcoming } from "./queue.js";

const REST = 300;
const NOTE_STAYS = 12_000;
const STANDS_ON = 3_000;

const resting = new Map();

let player = {};
let wish = () => {};
let noteTimer;
let ownVolumeUntil = 0;

/**
 * Makes the buttons and sliders command the player, where the gateway relays commands. `onWish` gets at once what a
 * command is to change, and nothing when it failed.
 */
export async function startControls(onWish) {
  wish = onWish;
  byId("previous").onclick = () => skip(byId("previous"), previous, null);
  byId("play").onclick = toggle;
  byId("next").onclick = () => skip(byId("next"), next, upcoming());
  byId("volume").oninput = onVolumeInput;
  byId("volume").onchange = (event) => changeVolume(event.target.valueAsNumber);
  enableSeeking(seekTo);
  byId("now-playing").dataset.controls = await exists("api/operations").catch(() => true);
  allow();
}

/** Fits the controls to what plays and where. */
export function showControls(playback) {
  player = playback;
  const playing = player.state === "playing";
  byId("play").dataset.does = playing ? "pause" : "play";
  byId("play").ariaLabel = playing ? "Pause" : "Play";
  showVolume(player.device);
  allow();
}

/** Plays or pauses. */
export function toggle() {
  const [order, state] = player.state === "playing" ? [pause, "paused"] : [play, "playing"];
  press(byId("play"), order, player.state === "idle" ? {} : { state });
}

/** Moves the position ahead by milliseconds, or back when they are negative. */
export function seekBy(milliseconds) {
  const from = position();
  if (from !== null && !byId("progress").disabled) {
    seekTo(Math.max(0, Math.min(player.durationMs, from + milliseconds)));
  }
}

function skip(button, order, item) {
  press(button, order, { ...item, state: "playing", progressMs: 0 });
}

function press(button, order, change) {
  if (button.ariaDisabled === "true") {
    tell(obstacle(button));
  } else {
    whileBusy(button, () => give(order, change));
  }
}

function seekTo(milliseconds) {
  giveAfterRest("seek", () => seek(milliseconds), { progressMs: milliseconds });
}

function changeVolume(percent) {
  giveAfterRest("volume", () => setVolume(percent), { device: { ...player.device, volumePercent: percent } });
}

// a slider is moved in many small steps, of which only the last one counts
function giveAfterRest(kind, order, change) {
  clearTimeout(resting.get(kind));
  wish(change);
  resting.set(kind, setTimeout(() => give(order), REST));
}

async function give(order, change = {}) {
  tell("");
  if (lacksConsent()) {
    takeBack();
    askForConsent();
    return;
  }
  wish(change);
  try {
    await order();
  } catch (problem) {
    takeBack();
    explain(problem);
  }
}

function takeBack() {
  ownVolumeUntil = 0;
  wish();
}

function explain(problem) {
  if (problem.consentUrl) {
    askForConsent();
  } else {
    tell(wordsFor(problem));
  }
}

function tell(words) {
  clearTimeout(noteTimer);
  byId("player-note").textContent = words;
  noteTimer = setTimeout(() => { byId("player-note").textContent = ""; }, NOTE_STAYS);
}

function onVolumeInput(event) {
  ownVolumeUntil = Date.now() + STANDS_ON;
  fill(event.target);
}

function showVolume(device) {
  const settable = Boolean(device?.supportsVolume) && device.volumePercent !== null;
  byId("loudness").dataset.known = Boolean(device);
  byId("volume").disabled = !settable || device.restricted;
  if (settable && Date.now() >= ownVolumeUntil) {
    byId("volume").value = device.volumePercent;
    fill(byId("volume"));
  }
}

function fill(slider) {
  slider.style.setProperty("--filled", `${slider.value}%`);
  slider.setAttribute("aria-valuetext", `${slider.value} %`);
}

function allow() {
  for (const button of [byId("previous"), byId("play"), byId("next")]) {
    button.ariaDisabled = String(Boolean(obstacle(button)));
  }
  const relayed = byId("now-playing").dataset.controls === "true";
  byId("progress").disabled = !relayed || Boolean(obstacle(byId("progress")));
}

function obstacle(control) {
  if (player.device?.restricted) {
    return "This device cannot be controlled from here.";
  }
  if (control === byId("play")) {
    return "";
  }
  if (!player.type) {
    return "Nothing is playing.";
  }
  return player.type === "ad" ? "An advertisement cannot be skipped." : "";
}
