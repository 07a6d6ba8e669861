// Comforts of upload cards: what cannot be sent is said at the card, and what was sent can be seen.
(() => {
  "use strict";

  const ask = (name) => document.querySelector(`[data-${name}]`)?.getAttribute(`data-${name}`) || "";

  function sayAt(card, text) {
    let place = card.querySelector(".y-field__error");
    if (!place) {
      place = document.createElement("p");
      place.className = "y-field__error";
      place.id = `${card.id}-error`;
      card.append(place);
    }
    place.setAttribute("role", "alert");
    place.textContent = text;
    card.classList.add("y-upload--bad");
  }

  const cardOf = (event) => event.target.closest && event.target.closest(".y-upload");

  // A file that is too large is not sent at all: on a slow line that would take minutes.
  document.addEventListener("htmx:confirm", (event) => {
    const card = cardOf(event);
    const most = Number(ask("most"));
    const input = event.target.querySelector("input[type=file]");
    if (!card || !input || !most) return;
    if ([...input.files].some((file) => file.size > most)) {
      event.preventDefault();
      sayAt(card, ask("too-large"));
      setTimeout(() => event.target.dispatchEvent(new CustomEvent("htmx:afterRequest", { bubbles: true })));
    }
  });

  // A line that breaks costs this one file; the choice stays, so that one press sends it again.
  const broke = (event) => {
    const card = cardOf(event);
    if (card) sayAt(card, ask("broken"));
  };
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach((kind) => document.addEventListener(kind, broke));

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-preview]");
    const box = document.getElementById("preview");
    if (!link || !box || !link.pathname.endsWith("/view/") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const isPicture = /\.(jpe?g|png)$/i.test(link.textContent.trim());
    const shown = document.createElement(isPicture ? "img" : "iframe");
    shown.src = link.href;
    shown[isPicture ? "alt" : "title"] = link.textContent.trim();
    box.querySelector("[data-shown]").replaceChildren(shown);
    box.querySelector("h2").textContent = link.textContent.trim();
    box.showModal();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-preview-close]") || event.target.id === "preview") {
      document.getElementById("preview").close();
    }
  });
})();
