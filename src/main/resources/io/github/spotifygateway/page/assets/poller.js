const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 60_000;
const DAY = 86_400_000;

/**
 * Asks again and again while the tab is visible. `ask` resolves to the milliseconds until the next call;
 * when it fails the waits grow, and last at least as long as the problem's `retryAfterSeconds`.
 * Returns a function that ends it.
 */
export function pollWhileVisible(ask, onProblem) {
  let timer;
  let asking = false;
  let ended = false;
  let failures = 0;
  let notBefore = 0;

  async function run() {
    asking = true;
    const wait = await askOnce();
    asking = false;
    schedule(wait);
  }

  async function askOnce() {
    try {
      const wait = await ask();
      failures = 0;
      notBefore = 0;
      return wait;
    } catch (problem) {
      const wait = waitAfter(problem, failures++);
      notBefore = Date.now() + wait;
      if (!ended) {
        onProblem(problem);
      }
      return wait;
    }
  }

  function schedule(wait) {
    clearTimeout(timer);
    if (!ended && !asking && !document.hidden) {
      timer = setTimeout(run, wait);
    }
  }

  function onVisibilityChange() {
    schedule(Math.max(0, notBefore - Date.now()));
  }

  document.addEventListener("visibilitychange", onVisibilityChange);
  onVisibilityChange();

  return () => {
    ended = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onVisibilityChange);
  };
}

function waitAfter(problem, failures) {
  const growing = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures);
  const asked = (problem.retryAfterSeconds ?? 0) * 1000;
  return Math.min(DAY, Math.max(growing, asked));
}
