// Comforts of the desk: phrases into opinions, turning materials, choosing for a batch. Every page works without.
(() => {
  "use strict";

  const TYPED = "input, textarea, select, [contenteditable], summary, button";
  let last = null; // the text last written in

  document.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea")) last = event.target;
  });

  function insert(button) {
    const form = button.closest("form");
    const area = last && form.contains(last) ? last : form.querySelector("textarea");
    if (!area) return;
    const text = button.dataset.insert;
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  }

  function mark(id) {
    document.querySelectorAll(".desk-materials [data-file]").forEach((link) => {
      if (link.dataset.file === id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  document.addEventListener("click", (event) => {
    const phrase = event.target.closest("[data-insert]");
    if (phrase) insert(phrase);
    const file = event.target.closest("[data-file]");
    if (file) mark(file.dataset.file);
    if (event.target.closest("[data-zoom]")) {
      document.querySelector(".desk-viewer__image")?.classList.toggle("is-large");
    }
  });

  document.addEventListener("keydown", (event) => {
    const turn = { ArrowLeft: "previous", ArrowRight: "next" }[event.key];
    if (!turn || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest(TYPED) || event.target.closest(".desk-viewer__image")) return;
    document.querySelector(`[data-turn="${turn}"]`)?.click();
  });
})();
