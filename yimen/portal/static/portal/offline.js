// What is typed without a connection stays on the device, encrypted under a key only the signed-in
// page has, until the office has it; signing out forgets it. Without a safe place nothing is kept.
(() => {
  "use strict";

  const PREFIX = "yimen.draft.";
  const LEFT_OUT = ["csrfmiddlewaretoken", "key", "revision"];

  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-forgets]")) forgetAll();
  });

  function forgetAll() {
    Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).forEach((name) => localStorage.removeItem(name));
  }

  const form = document.querySelector("form[data-draft]");
  if (!form || !window.crypto || !crypto.subtle) return;
  const place = PREFIX + form.dataset.draft;
  const box = document.getElementById("offline");

  if ("serviceWorker" in navigator) navigator.serviceWorker.register(form.dataset.worker).catch(() => {});

  const bytes = (hex) => new Uint8Array(hex.match(/../g).map((pair) => parseInt(pair, 16)));
  const key = crypto.subtle.importKey("raw", bytes(form.dataset.key), "AES-GCM", false, ["encrypt", "decrypt"]);
  const text = (data) => btoa(String.fromCharCode(...new Uint8Array(data)));
  const data = (said) => Uint8Array.from(atob(said), (sign) => sign.charCodeAt(0));

  function typed() {
    return [...new FormData(form)].filter(([name, said]) => typeof said === "string" && !LEFT_OUT.includes(name));
  }

  async function keep() {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify({ said: typed(), base: form.dataset.saved }));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, plain);
    localStorage.setItem(place, JSON.stringify({ iv: text(iv), sealed: text(sealed) }));
    show("kept");
  }

  async function kept() {
    const held = JSON.parse(localStorage.getItem(place) || "null");
    if (!held) return null;
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: data(held.iv) }, await key, data(held.sealed));
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      localStorage.removeItem(place); // somebody else's, or broken: nobody can read it any more
      return null;
    }
  }

  function show(which) {
    if (!box) return;
    box.hidden = !which;
    box.querySelectorAll("[data-when]").forEach((part) => { part.hidden = part.dataset.when !== which; });
  }

  function put(said) {
    const names = new Set(said.map(([name]) => name));
    for (const field of form.elements) {
      if (!field.name || LEFT_OUT.includes(field.name) || field.type === "file") continue;
      const values = said.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (names.has(field.name)) field.value = values[0];
    }
    form.dispatchEvent(new Event("change", { bubbles: true })); // saves it as typing does
  }

  const isOffline = () => navigator.onLine === false;
  form.addEventListener("htmx:sendError", keep);
  form.addEventListener("htmx:timeout", keep);
  let strokes = 0; // what was typed so far, and how much of it each save carries
  const carried = new WeakMap();
  form.addEventListener("htmx:beforeSend", (event) => carried.set(event.detail.xhr, strokes));
  form.addEventListener("input", () => {
    strokes += 1;
    if (isOffline()) keep();
  });
  form.addEventListener("submit", (event) => {
    if (!isOffline()) return;
    event.preventDefault();
    keep();
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    const saved = document.getElementById("saved");
    if (!event.detail.successful || !saved.dataset.at) return; // not saved: signed out
    form.dataset.saved = saved.dataset.at;
    if (isOffline() && carried.get(event.detail.xhr) < strokes) return keep(); // an earlier save came through
    localStorage.removeItem(place);
    show("");
  });
  window.addEventListener("online", () => {
    if (localStorage.getItem(place)) form.dispatchEvent(new Event("change", { bubbles: true }));
  });

  document.addEventListener("click", async (event) => {
    const choice = event.target.closest("[data-offline]");
    if (!choice) return;
    const held = await kept();
    if (choice.dataset.offline === "mine" && held) put(held.said);
    else localStorage.removeItem(place);
    show("");
  });

  document.addEventListener("DOMContentLoaded", async () => {
    const held = await kept();
    if (!held) return;
    if (held.base !== form.dataset.saved) return show("conflict"); // it was saved elsewhere meanwhile
    put(held.said);
    show("back");
  });
})();
