// Small comforts. Every page works without them.
// htmx is asked for from here: named on the page, it would share the line with the style sheet.
import "../vendor/htmx/htmx.min.js";

(() => {
  "use strict";

  const news = () => document.getElementById("news");

  function say(text) {
    const place = news();
    if (!place || !text) return;
    const note = document.createElement("div");
    note.className = "y-notice y-notice--bad";
    note.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.className = "y-notice__body";
    words.textContent = text;
    note.append(words);
    place.replaceChildren(note);
    place.scrollIntoView({ block: "nearest" });
  }

  // Focus goes where the news is.
  function focusNews(root) {
    const target = root.querySelector("[data-focus]");
    if (target) target.focus();
  }

  // A button that was pressed says so, and cannot be pressed twice.
  function busy(form, button) {
    if (!button || form.target === "_blank") return;
    button.dataset.word = button.innerHTML;
    if (button.dataset.busy) button.textContent = button.dataset.busy;
    button.setAttribute("aria-disabled", "true");
  }

  function ready(scope) {
    scope.querySelectorAll("[aria-disabled=true][data-word]").forEach((button) => {
      button.innerHTML = button.dataset.word;
      button.removeAttribute("aria-disabled");
      delete button.dataset.word;
    });
  }

  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && button.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    setTimeout(() => {
      if (!event.defaultPrevented || event.target.matches("[hx-post], [hx-get]")) {
        busy(event.target, button);
      }
    });
  }, true);

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    const close = event.target.closest("[data-close]");
    if (close) close.closest(".y-notice").remove();
    const copy = event.target.closest("[data-copy]");
    if (copy && navigator.clipboard) {
      navigator.clipboard.writeText(copy.dataset.copy);
      copy.querySelector("[data-copied]")?.removeAttribute("hidden");
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-autosubmit]")) event.target.form.requestSubmit();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("htmx:afterSwap", (event) => focusNews(event.target));
  document.addEventListener("htmx:afterRequest", (event) => ready(event.target.closest("form") || document));
  document.addEventListener("htmx:responseError", () => say(document.body.dataset.failed));
  document.addEventListener("htmx:sendError", () => say(document.body.dataset.offline));
  document.addEventListener("htmx:timeout", () => say(document.body.dataset.offline));
  document.addEventListener("htmx:xhr:progress", (event) => {
    const bar = event.target.querySelector && event.target.querySelector("progress");
    if (bar && event.detail.lengthComputable) {
      bar.max = event.detail.total;
      bar.value = event.detail.loaded;
    }
  });

  // What is folded is printed too.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("main details:not([open])").forEach((fold) => {
      fold.open = true;
      fold.dataset.folded = "";
    });
  });
  window.addEventListener("afterprint", () => {
    document.querySelectorAll("main details[data-folded]").forEach((fold) => {
      fold.open = false;
      delete fold.dataset.folded;
    });
  });

  window.addEventListener("pageshow", () => ready(document));
  document.addEventListener("DOMContentLoaded", () => {
    document.documentElement.classList.add("js");
    focusNews(document);
  });
})();
