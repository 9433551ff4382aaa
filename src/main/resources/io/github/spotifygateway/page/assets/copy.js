import { announce, byId } from "./dom.js";

const SHOWN_FOR = 2_000;

/** Makes every button with `data-copies` copy the text of the element it names. */
export function enableCopying() {
  for (const button of document.querySelectorAll("[data-copies]")) {
    button.addEventListener("click", () => copy(button, byId(button.dataset.copies)));
  }
}

async function copy(button, source) {
  try {
    await navigator.clipboard.writeText(source.textContent);
    tell(button, "Copied");
  } catch {
    getSelection().selectAllChildren(source);
    tell(button, "Selected");
  }
}

function tell(button, word) {
  button.textContent = word;
  announce(word);
  setTimeout(() => { button.textContent = "Copy"; }, SHOWN_FOR);
}
