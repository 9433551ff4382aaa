import { byId, create, createLink } from "./dom.js";
import { Problem } from "./api.js";
import { loginAddress } from "./login.js";

const ACCESS_PROBLEMS = ["not-connected", "reauthorization-required"];

/** The name of the event on `document` that says the session is over. */
export const SIGNED_OUT = "gateway:signed-out";

/** Shows a failure where it belongs: in its own slot, on the stage, or as the signed-out view. */
export function report(error, slot, retry) {
  const problem = asProblem(error);
  if (problem.code === "not-signed-in") {
    document.dispatchEvent(new CustomEvent(SIGNED_OUT));
  } else if (ACCESS_PROBLEMS.includes(problem.code)) {
    const place = byId("stage-notice") ?? byId("alert");
    showWaiting(slot, place);
    show(place, problem);
  } else {
    show(slot, problem, retry);
  }
}

/** Empties a slot. */
export function clear(slot) {
  slot.replaceChildren();
  delete slot.dataset.showing;
}

/** Runs an action with an empty slot and reports its failure there, offering to run it again. */
export async function attempt(slot, action, { retry = false } = {}) {
  clear(slot);
  try {
    await action();
  } catch (error) {
    report(error, slot, retry ? () => attempt(slot, action, { retry }) : undefined);
  }
}

function asProblem(error) {
  if (error instanceof Problem) {
    return error;
  }
  console.error(error);
  return new Problem({ type: "page", title: "This page made a mistake", remedy: "Reload the page." });
}

function showWaiting(slot, place) {
  if (slot !== place && slot !== byId("alert")) {
    slot.replaceChildren(create("p", { className: "soft" }, "Waits for renewed access."));
  }
}

function show(slot, problem, retry) {
  const showing = JSON.stringify([problem.code, problem.title, problem.detail, problem.remedy]);
  if (slot.dataset.showing === showing) {
    return;
  }
  slot.dataset.showing = showing;
  slot.replaceChildren(create("div", { className: `notice ${problem.code}` }, ...parts(problem, retry)));
}

function parts(problem, retry) {
  const way = wayOut(problem);
  // the remedy of a problem with a link tells programs to open it
  const text = [problem.detail, way ? "" : problem.remedy].filter(Boolean).join(" ");
  return [
    create("p", { className: "notice-title" }, problem.title),
    text && create("p", {}, text),
    way ?? retryButton(retry),
    problem.requestId && create("p", { className: "request-id" }, `Request ${problem.requestId}`),
  ].filter(Boolean);
}

function retryButton(retry) {
  return retry && create("button", { className: "button", type: "button", onclick: retry }, "Try again");
}

function wayOut(problem) {
  if (ACCESS_PROBLEMS.includes(problem.code)) {
    return createLink(loginAddress(), "Renew access at Spotify", "button primary");
  }
  if (problem.code === "recent-login-required") {
    return createLink(problem.loginUrl ?? loginAddress(), "Sign in again", "button");
  }
  return createLink(problem.consentUrl, "Allow it at Spotify", "button");
}
