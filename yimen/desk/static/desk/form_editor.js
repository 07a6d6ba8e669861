// Keys for the form editor, and focus where the change is. Every button works without them.
(() => {
  "use strict";

  const KEYS = { ArrowUp: "up", ArrowDown: "down", d: "copy", D: "copy", Delete: "remove", n: "add", N: "add" };

  document.addEventListener("keydown", (event) => {
    const editor = document.getElementById("form-editor");
    const act = event.altKey && !event.ctrlKey && !event.metaKey && KEYS[event.key];
    const at = document.activeElement;
    if (!editor || !act || (at !== document.body && !editor.contains(at))) return;
    const button = editor.querySelector(`button[name=do][value=${act}]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  document.addEventListener("htmx:load", (event) => {
    if (event.target.id !== "form-editor") return;
    const wanted = event.target.querySelector("[data-focus]") || document.getElementById(event.target.dataset.focusOn);
    if (wanted) wanted.focus();
  });

  document.addEventListener("htmx:afterSettle", () => {
    const open = document.querySelector("#form-list [aria-current]");
    if (open && !open.contains(document.activeElement)) {
      open.closest("ol").scrollTop = open.offsetTop - open.closest("ol").offsetTop - 80;
    }
  });
})();
