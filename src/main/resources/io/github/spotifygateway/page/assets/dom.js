/** Returns the element with this id; the page's markup guarantees that it exists. */
export function byId(id) {
  return document.getElementById(id);
}

/** Creates an element with properties and children; strings become text, never markup. */
export function create(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Creates a link, or nothing when the address is missing or not a web address. */
export function createLink(address, text, className = "") {
  const href = webAddress(address);
  return href ? create("a", { href, className }, text) : null;
}

/** Points a link at an address and hides it when there is none. */
export function setLink(link, address) {
  const href = webAddress(address);
  link.hidden = !href;
  if (href) {
    link.href = href;
  } else {
    link.removeAttribute("href");
  }
}

/** Shows an image, or hides it when there is none or it fails to load. */
export function setImage(image, address) {
  const source = webAddress(address);
  image.onerror = () => { image.hidden = true; };
  image.hidden = !source;
  if (!source) {
    image.removeAttribute("src");
  } else if (image.src !== source) {
    image.src = source;
  }
}

/** Returns an address in full, or nothing when it is missing or not a web address. */
export function webAddress(address) {
  if (!address || !URL.canParse(address, document.baseURI)) {
    return null;
  }
  const url = new URL(address, document.baseURI);
  return ["https:", "http:"].includes(url.protocol) ? url.href : null;
}

/** Says something to screen readers without showing it. */
export function announce(text) {
  byId("announcer").textContent = text;
}

/** Runs an action of a button and ignores further clicks until it has ended. */
export async function whileBusy(button, action) {
  if (button.ariaBusy === "true") {
    return;
  }
  button.ariaBusy = "true";
  try {
    await action();
  } finally {
    button.ariaBusy = null;
  }
}
