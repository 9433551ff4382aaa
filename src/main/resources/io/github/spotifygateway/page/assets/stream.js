import { Problem, problemAt } from "./api.js";

const PATIENCE = 2_000;
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;
const DAY = 86_400_000;

/**
 * Follows a stream of server-sent events while the tab is visible, and opens it again whenever it ends.
 * `onMessage` and `onProblem` get what the gateway sends; `onLost` is called when it cannot be reached, and `onFound`
 * when it can, after which it repeats nothing that was sent before.
 * Returns a function that ends it.
 */
export function follow(path, { onMessage, onProblem, onLost, onFound }) {
  let source = null;
  let ended = false;
  let failures = 0;
  let notBefore = 0;
  let patience;
  let reopening;

  function open() {
    clearTimeout(reopening);
    if (ended || source || document.hidden) {
      return;
    }
    source = new EventSource(path);
    source.onopen = () => {
      stopBeingPatient();
      onFound();
    };
    source.onmessage = (event) => {
      failures = 0;
      onMessage(JSON.parse(event.data));
    };
    source.addEventListener("problem", (event) => onProblem(new Problem(JSON.parse(event.data))));
    source.onerror = onError;
    bePatient();
  }

  function onError() {
    if (source.readyState === EventSource.CLOSED) {
      close();
      reopen();
    } else {
      bePatient();
    }
  }

  // the browser does not say why a stream was refused, the same address does
  async function reopen() {
    const problem = await problemAt(path);
    if (ended) {
      return;
    }
    if (problem) {
      onProblem(problem);
    }
    notBefore = Date.now() + waitAfter(problem, failures++);
    openInTime();
  }

  function openInTime() {
    clearTimeout(reopening);
    if (!ended && !document.hidden) {
      reopening = setTimeout(open, Math.max(0, notBefore - Date.now()));
    }
  }

  // once for all attempts until one succeeds: they may follow each other faster
  function bePatient() {
    patience ??= setTimeout(onLost, PATIENCE);
  }

  function stopBeingPatient() {
    clearTimeout(patience);
    patience = undefined;
  }

  function close() {
    stopBeingPatient();
    source?.close();
    source = null;
  }

  function onVisibilityChange() {
    if (document.hidden) {
      close();
    } else {
      openInTime();
    }
  }

  document.addEventListener("visibilitychange", onVisibilityChange);
  open();

  return () => {
    ended = true;
    clearTimeout(reopening);
    close();
    document.removeEventListener("visibilitychange", onVisibilityChange);
  };
}

function waitAfter(problem, failures) {
  const growing = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures);
  const asked = (problem?.retryAfterSeconds ?? 0) * 1000;
  return Math.min(DAY, Math.max(growing, asked));
}
