import { read, send } from "./api.js";
import { forgetNewCard, showCards } from "./share-cards.js";
import { showConnection } from "./connection.js";
import { enableCopying } from "./copy.js";
import { curlLine } from "./curl.js";
import { byId, whileBusy } from "./dom.js";
import { loginAddress } from "./login.js";
import { attempt, SIGNED_OUT } from "./notice.js";
import { followNowPlaying } from "./now-playing.js";
import { showProfile } from "./profile.js";
import { enableFullScreen } from "./full-screen.js";
import { forgetNewToken, showTokens } from "./tokens.js";

let stopFollowing = () => {};

async function start() {
  const { signedIn } = await read("api/session");
  if (signedIn) {
    showSignedIn();
  } else {
    showSignedOut();
  }
}

function showSignedIn() {
  byId("signed-in").hidden = false;
  byId("sign-out").hidden = false;
  stopFollowing = followNowPlaying();
  if (document.documentElement.dataset.view !== "overlay") {
    enableFullScreen();
    showProfile();
    showConnection(leaving);
    showCards();
    showTokens();
  }
}

function showSignedOut() {
  stopFollowing();
  forgetNewCard();
  forgetNewToken();
  byId("disconnect-dialog").close();
  byId("consent-dialog").close();
  byId("signed-in").hidden = true;
  byId("sign-out").hidden = true;
  byId("signed-out").hidden = false;
  byId("overlay-sign-in").hidden = document.documentElement.dataset.view !== "overlay";
  byId("sign-in").href = loginAddress();
  document.title = "spotify-gateway";
}

function signOut() {
  return leaving(() => send("logout"));
}

// what the page follows would be refused as soon as the way out has begun
async function leaving(step) {
  stopFollowing();
  try {
    await step();
  } catch (problem) {
    stopFollowing = followNowPlaying();
    throw problem;
  }
  location.reload();
}

byId("sample-command").textContent = curlLine("sgw_pat_…");
byId("sign-out").onclick = (event) => whileBusy(event.target, () => attempt(byId("alert"), signOut));
document.addEventListener(SIGNED_OUT, showSignedOut);
enableCopying();
attempt(byId("alert"), start, { retry: true });
