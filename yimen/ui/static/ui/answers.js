// Comforts of long forms: what is not asked as things stand is put away (the server says which),
// and after a row was added or removed the focus is there.
(() => {
  "use strict";

  document.addEventListener("htmx:oobAfterSwap", (event) => {
    const told = event.detail.target;
    if (!told || told.id !== "asked") return;
    const gone = new Set((document.getElementById("asked").dataset.unaskedNames || "").split(" "));
    document.querySelectorAll("#answers-form [data-path]").forEach((block) => {
      block.toggleAttribute("data-unasked", gone.has(block.dataset.path));
    });
  });

  document.addEventListener("htmx:load", (event) => {
    if (event.target.id === "answers-form") event.target.querySelector("[data-focus]")?.focus();
  });
})();
