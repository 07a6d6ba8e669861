// A long list can be searched: type a part of a name or of the place around it, and only what fits
// is left; arrow down goes on into the list, Enter takes the first that fits. Without this the list
// is a plain one, grouped and read by the keyboard as every list is.
(() => {
  "use strict";

  const words = (select) => select.dataset;

  const equip = (select) => {
    if (select.dataset.equipped || select.options.length < 12) return;
    select.dataset.equipped = "yes";
    const search = document.createElement("input");
    search.type = "search";
    search.className = "form-control y-picker";
    search.autocomplete = "off";
    search.placeholder = words(select).search;
    search.setAttribute("aria-label", words(select).search);
    search.setAttribute("aria-controls", select.id);
    const told = document.createElement("p");
    told.className = "visually-hidden";
    told.setAttribute("role", "status");
    select.before(search, told);
    const all = [...select.options].map((option) => ({
      option,
      group: option.parentElement.matches("optgroup") ? option.parentElement : null,
      text: `${option.parentElement.label || ""}${option.text}`.toLowerCase(),
    }));
    const groups = [...select.querySelectorAll("optgroup")];

    const narrow = () => {
      const parts = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const kept = all.filter(
        ({ option, text }) =>
          option.selected || !option.value || parts.every((part) => text.includes(part))
      );
      const chosen = select.value;
      groups.forEach((group) => group.replaceChildren());
      select.replaceChildren();
      kept.forEach(({ option, group }) => {
        (group || select).append(option);
        if (group && group.parentElement !== select) select.append(group);
      });
      select.value = chosen;
      const fitting = kept.filter(({ option, text }) => option.value && parts.every((part) => text.includes(part)));
      told.textContent = parts.length ? words(select).found.replace("0", fitting.length) : "";
      return fitting;
    };

    const take = (option) => {
      select.value = option.value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    };
    search.addEventListener("input", narrow);
    search.addEventListener("change", (event) => event.stopPropagation());
    search.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") {
        event.preventDefault();
        select.focus();
      } else if (event.key === "Enter") {
        event.preventDefault();
        const fitting = narrow();
        if (search.value.trim() && fitting.length) take(fitting[0].option);
      } else if (event.key === "Escape") {
        search.value = "";
        narrow();
      }
    });
  };

  const look = (root) => root.querySelectorAll("select[data-search]").forEach(equip);
  document.addEventListener("DOMContentLoaded", () => look(document));
  document.addEventListener("htmx:load", (event) => look(event.target));
})();
