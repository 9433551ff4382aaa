const CSRF_COOKIE = "__Host-sgw-csrf";
const TIMEOUT = 15_000;

/** A failed call, with what the gateway says about its cause and remedy. */
export class Problem extends Error {
  constructor({ type = "", title, status, detail, remedy, loginUrl, consentUrl, retryAfterSeconds, requestId }) {
    super(title);
    this.code = type.split(":").at(-1);
    Object.assign(this, { title, status, detail, remedy, loginUrl, consentUrl, retryAfterSeconds, requestId });
  }
}

/** Reads a resource of the gateway. */
export function read(path) {
  return fetchJson(path, { method: "GET" }).then(answerOf);
}

/** Posts to the gateway, with a JSON body when one is given. */
export function send(path, body) {
  return callUnsafe(path, "POST", body);
}

/** Deletes a resource of the gateway. */
export function remove(path) {
  return callUnsafe(path, "DELETE");
}

/** Says whether the gateway has something at a path. */
export async function exists(path) {
  const response = await fetchOrProblem(path, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) });
  return response.status !== 404;
}

/** Asks why a path cannot be read; nothing when it can. */
export async function problemAt(path) {
  try {
    const response = await fetchOrProblem(path, { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) });
    if (!response.ok) {
      return await problemOf(response);
    }
    await response.body?.cancel();
    return null;
  } catch (problem) {
    return problem;
  }
}

/** Sends a command to the Web API itself, whose good answers say nothing. */
export async function command(path, method) {
  const response = await fetchUnsafe(path, { method });
  if (!response.ok) {
    throw await refusalOf(response);
  }
}

async function callUnsafe(path, method, body) {
  if (body === undefined) {
    return answerOf(await fetchUnsafe(path, { method }));
  }
  const headers = { "Content-Type": "application/json" };
  return answerOf(await fetchUnsafe(path, { method, headers, body: JSON.stringify(body) }));
}

async function fetchUnsafe(path, { method, headers = {}, body }) {
  if (!csrfToken()) {
    await read("api/session");
  }
  return fetchJson(path, { method, headers: { "X-CSRF-TOKEN": csrfToken(), ...headers }, body });
}

function fetchJson(path, { method, headers = {}, body }) {
  return fetchOrProblem(path, {
    method,
    body,
    headers: { Accept: "application/json, application/problem+json", ...headers },
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT),
  });
}

async function answerOf(response) {
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response.status === 204 ? null : jsonOf(response);
}

async function fetchOrProblem(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    throw new Problem({
      type: "unreachable",
      title: "The gateway does not answer",
      detail: "The request did not reach it, or took too long.",
      remedy: "Check that the gateway is running and that this computer is online.",
    });
  }
}

async function jsonOf(response) {
  try {
    return await response.json();
  } catch {
    throw unexpected(response);
  }
}

async function problemOf(response) {
  const body = await response.json().catch(() => null);
  if (!body?.title) {
    return unexpected(response);
  }
  const retryAfterSeconds = body.retryAfterSeconds ?? retryAfter(response);
  return new Problem({ ...body, status: response.status, retryAfterSeconds });
}

// the Web API has an error shape of its own
async function refusalOf(response) {
  const { error } = await response.json().catch(() => ({}));
  return new Problem({
    type: error?.reason ?? "",
    title: error?.message ?? "",
    status: response.status,
    consentUrl: response.headers.get("Consent-Url") ?? undefined,
    retryAfterSeconds: retryAfter(response),
  });
}

function unexpected(response) {
  return new Problem({
    type: "unexpected",
    title: "The answer could not be understood",
    status: response.status,
    detail: `Something between this page and the gateway answered with status ${response.status}.`,
    remedy: "Try again in a moment.",
    retryAfterSeconds: retryAfter(response),
  });
}

function retryAfter(response) {
  const value = response.headers.get("Retry-After");
  if (!value) {
    return undefined;
  }
  const seconds = Number.isNaN(Number(value)) ? (Date.parse(value) - Date.now()) / 1000 : Number(value);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

function csrfToken() {
  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith(`${CSRF_COOKIE}=`));
  return cookie ? decodeURIComponent(cookie.slice(CSRF_COOKIE.length + 1)) : "";
}
