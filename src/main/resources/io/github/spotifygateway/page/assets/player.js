import { command } from "./api.js";

const PREMIUM = "Spotify lets only Premium subscribers control playback. You still see what is playing.";
const NO_DEVICE = "No device is active. Open Spotify on one of yours and start something there.";
const ENDED = "The permission from Spotify has ended. Sign in again.";
const RESTRICTED = "What plays now, or the device it plays on, does not allow that.";

const WORDS = {
  NOT_SIGNED_IN: "You are no longer signed in here. Reload the page and sign in again.",
  ALREADY_PAUSED: "It is already paused.",
  ALREADY_PLAYING: "It is already playing.",
  DEVICE_NOT_CONTROLLABLE: "This device cannot be controlled from here.",
  NO_ACTIVE_DEVICE: NO_DEVICE,
  NO_NEXT_TRACK: "Nothing comes after this.",
  NO_PREV_TRACK: "Nothing came before this.",
  PREMIUM_REQUIRED: PREMIUM,
  REMOTE_CONTROL_DISALLOW: "This device cannot be controlled from here.",
  VOLUME_CONTROL_DISALLOW: "The volume of this device cannot be set from elsewhere.",
};

/** Plays on. */
export function play() {
  return command("v1/me/player/play", "PUT");
}

/** Pauses. */
export function pause() {
  return command("v1/me/player/pause", "PUT");
}

/** Skips to what comes next. */
export function next() {
  return command("v1/me/player/next", "POST");
}

/** Goes back to what came before. */
export function previous() {
  return command("v1/me/player/previous", "POST");
}

/** Moves to a position, in milliseconds. */
export function seek(position) {
  return command(`v1/me/player/seek?position_ms=${Math.round(position)}`, "PUT");
}

/** Sets the volume of the device, from 0 to 100. */
export function setVolume(percent) {
  return command(`v1/me/player/volume?volume_percent=${Math.round(percent)}`, "PUT");
}

/** Says why the player did not obey. */
export function wordsFor({ code, status, retryAfterSeconds, title, remedy }) {
  if (WORDS[code]) {
    return WORDS[code];
  }
  if (status === 429) {
    return `Spotify takes no commands for ${waiting(retryAfterSeconds)}.`;
  }
  if (status === undefined) {
    return `${title}. ${remedy}`;
  }
  return { 401: ENDED, 403: RESTRICTED, 404: NO_DEVICE }[status] ?? "Spotify did not carry it out. Try again in a moment.";
}

function waiting(seconds = 1) {
  return seconds > 120 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.max(1, Math.ceil(seconds))} seconds`;
}
