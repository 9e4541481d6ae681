// Makes pages quicker to use; every page works without it.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink, createAll,
} from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
[Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink].forEach(
  (component) => createAll(component),
);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A page that waits for the worker looks again by itself, so that nobody has to press its link.
const waiting = document.querySelector("[data-look-again]");
if (waiting) {
  setTimeout(() => location.reload(), Number(waiting.dataset.lookAgain) * 1000);
}
