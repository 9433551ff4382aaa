const SUITABLE = { read: "api/me/now-playing", raw: "v1/me" };

/** Returns the address of something that a token with these scopes can read, if there is any. */
export function readableAddress(scopes) {
  const scope = Object.keys(SUITABLE).find((candidate) => scopes.includes(candidate));
  return scope && new URL(SUITABLE[scope], document.baseURI).href;
}

/** Returns a curl line that asks this gateway what is playing, or another address. */
export function curlLine(token, address = readableAddress(["read"])) {
  return `curl -H "Authorization: Bearer ${token}" ${address}`;
}

/** Returns the same line for a shared computer: it reads the token from the keyboard and passes it on through stdin. */
export function curlLineFromStdin(address) {
  return `(read -rs TOKEN && printf 'Authorization: Bearer %s\\n' "$TOKEN" | curl -H @- ${address})`;
}
