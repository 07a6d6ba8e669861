{# The service worker of /apply/: it keeps one page without a name on it, and never a page of a person. shell: addresses. #}{% load static %}"use strict";
const KEPT = "yimen-offline-1";
const PAGE = "{% url "portal:offline" %}";
const SHELL = [PAGE{% for address in shell %}, "{{ address|escapejs }}"{% endfor %}];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

// Everything comes from the network; only where there is none does the one page stand in.
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(() => caches.match(PAGE)));
  } else if (SHELL.includes(address.pathname)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(event.request)));
  }
});
