// Keys for a search field with suggestions (WAI-ARIA combobox): arrows choose, Enter opens, Escape closes.
(() => {
  "use strict";

  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches || !field.matches("[role=combobox]")) return;
    const list = document.getElementById(field.getAttribute("aria-controls"));
    const options = list ? [...list.querySelectorAll("[role=option]")] : [];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Escape") {
      list.replaceChildren();
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      options[at].querySelector("a").click();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = options[(at + step + options.length) % options.length];
      options.forEach((option) => option.setAttribute("aria-selected", String(option === next)));
      field.setAttribute("aria-activedescendant", next.id);
      next.scrollIntoView({ block: "nearest" });
    }
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    const field = document.querySelector(`[role=combobox][aria-controls="${event.target.id}"]`);
    if (!field) return;
    const found = event.target.querySelector("[role=option]") !== null;
    field.setAttribute("aria-expanded", String(found));
    field.removeAttribute("aria-activedescendant");
  });

  document.addEventListener("focusout", (event) => {
    const field = event.target;
    if (!field.matches || !field.matches("[role=combobox]")) return;
    setTimeout(() => {
      const list = document.getElementById(field.getAttribute("aria-controls"));
      if (list && !list.contains(document.activeElement)) {
        list.replaceChildren();
        field.setAttribute("aria-expanded", "false");
      }
    }, 200);
  });
})();
