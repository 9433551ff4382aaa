import { read } from "./api.js";

const EVERY_TEN_MINUTES = 600_000;

/**
 * Reads what the user has granted, now and every ten minutes, which also keeps the session from ending while the
 * page is open. Returns a function that ends it.
 */
export function watchGrant(onGrant, onProblem) {
  const look = () => read("api/me/connection").then(onGrant, onProblem);
  const timer = setInterval(look, EVERY_TEN_MINUTES);
  look();
  return () => clearInterval(timer);
}
