// What does not fit on a wall is shown page after page; on a phone all of it stands one below another.
(() => {
  "use strict";

  const EVERY = 8000;
  const wall = window.matchMedia("(min-width: 1101px)");
  const turned = new Map(); // the heading of a panel: how often the panel was turned

  const heading = (panel) => panel.getAttribute("aria-labelledby");

  // Which of so many rows a panel shows now, where at most so many fit: first and last.
  function part(panel, count, most) {
    const pages = wall.matches ? Math.max(1, Math.ceil(count / Math.max(1, most))) : 1;
    const size = Math.ceil(count / pages);
    const page = (turned.get(heading(panel)) || 0) % pages;
    const button = panel.querySelector(".s-page");
    button.hidden = pages < 2;
    button.lastElementChild.textContent = `${page + 1} / ${pages}`;
    return [page * size, (page + 1) * size];
  }

  function show() {
    for (const panel of document.querySelectorAll("[data-turn]")) {
      const rows = [...panel.querySelectorAll("tbody tr")];
      if (!rows.length) continue;
      for (const row of rows) row.hidden = false;
      const room = panel.querySelector(".s-fill").clientHeight - panel.querySelector("thead").offsetHeight;
      const tallest = Math.max(...rows.map((row) => row.offsetHeight));
      const [first, last] = part(panel, rows.length, Math.floor(room / tallest));
      rows.forEach((row, n) => { row.hidden = n < first || n >= last; });
    }
    document.dispatchEvent(new CustomEvent("screen:turned"));
  }

  function turn(panel) {
    turned.set(heading(panel), (turned.get(heading(panel)) || 0) + 1);
  }

  window.screenPart = part;
  document.addEventListener("live:shown", show);
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".s-page");
    if (!button) return;
    turn(button.closest(".s-panel"));
    show();
  });
  window.addEventListener("resize", show);
  setInterval(() => {
    const panels = [...document.querySelectorAll(".s-panel:has(.s-page)")];
    panels.filter((one) => !one.matches(":hover, :focus-within")).forEach(turn);
    show();
  }, EVERY);
  show();
})();
