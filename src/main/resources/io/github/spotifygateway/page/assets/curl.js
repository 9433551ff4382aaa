const address = new URL("api/me/now-playing", document.baseURI).href;

/** Returns a curl line that asks this gateway what is playing. */
export function curlLine(token) {
  return `curl -H "Authorization: Bearer ${token}" ${address}`;
}

/** Returns the same line for a shared computer: it reads the token from the keyboard and passes it on through stdin. */
export function curlLineFromStdin() {
  return `(read -rs TOKEN && printf 'Authorization: Bearer %s\\n' "$TOKEN" | curl -H @- ${address})`;
}
