/** Returns the address that signs in at Spotify and leads back to this form of the page. */
export function loginAddress(parameters = {}) {
  const { view = "page" } = document.documentElement.dataset;
  const back = view === "page" ? "/" : `/?view=${view}`;
  return `oauth2/authorization/spotify?${new URLSearchParams({ ...parameters, return_to: back })}`;
}
