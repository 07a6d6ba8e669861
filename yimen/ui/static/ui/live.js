// A screen keeps itself up to date: it asks, shows what is new, and says when it is out of touch.
(() => {
  "use strict";

  const EVERY = 1500; // with the followers' second at most, the act is seen within three
  const HIDDEN = 10000;
  const LONGEST = 10000;
  const LOST = 6000;
  const main = document.querySelector("[data-live]");
  if (!main) return;
  const touch = document.getElementById("touch");
  const word = touch.querySelector(".s-touch__word");
  const updated = document.getElementById("updated");
  const clock = document.getElementById("clock");
  const shanghai = (options) => new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hourCycle: "h23", ...options });
  const minutes = shanghai({ hour: "2-digit", minute: "2-digit" });
  const seconds = shanghai({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
  let mark = "";
  let heard = Date.now();
  let wait = EVERY;
  let ahead = 0; // how far this machine's clock is behind the server's

  function say(state) {
    if (touch.dataset.state === state) return;
    touch.dataset.state = state;
    word.textContent = touch.dataset[state];
  }

  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.getElementById("picture");
    const old = document.getElementById("picture");
    if (!fresh || !old) return;
    old.replaceWith(fresh);
    document.dispatchEvent(new CustomEvent("live:shown"));
  }

  function hear(response) {
    heard = Date.now();
    const told = Date.parse(response.headers.get("Date") || "");
    if (told && Math.abs(told - heard) > 2000) ahead = told - heard;
    wait = EVERY;
    updated.textContent = seconds.format(heard + ahead);
    say("fresh");
  }

  async function ask() {
    try {
      const headers = mark ? { "If-None-Match": mark } : {};
      const signal = AbortSignal.timeout(8000);
      const response = await fetch(main.dataset.live, { headers, signal, cache: "no-store" });
      if (response.redirected) return location.reload(); // signed out: the door is asked
      if (response.status === 404) return location.reload();
      if (!response.ok && response.status !== 304) throw new Error(response.status);
      if (response.ok) {
        show(await response.text());
        mark = response.headers.get("ETag") || "";
      }
      hear(response);
    } catch {
      wait = Math.min(wait * 1.5, LONGEST);
      if (Date.now() - heard > LOST) say("lost");
    }
    setTimeout(ask, document.hidden ? HIDDEN : wait);
  }

  setInterval(() => {
    clock.textContent = minutes.format(Date.now() + ahead);
    if (Date.now() - heard > LOST && !document.hidden) say("lost");
  }, 1000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) wait = EVERY; });
  setTimeout(ask, EVERY);
})();
