// The service worker: lets Roundtrip start without a network. It answers two kinds of requests only, page
// openings under its scope and the bundle's own hashed files. What the playground sends is never touched.
// VERSION and FILES are put in by the build.

const prefix = `roundtrip:${self.registration.scope}:`;
const cacheName = prefix + VERSION;
const scope = new URL("./", self.registration.scope).href;
const page = scope;
const assets = `${scope}assets/`;
const files = FILES.map((name) => new URL(name, scope).href);

async function install() {
  const cache = await caches.open(cacheName);
  // Hashed names never change, so the HTTP cache, where the page has just put them, may answer for those.
  await cache.addAll([new Request(page, { cache: "no-cache" }), ...files]);
  // Take over at the next opening, without waiting for every tab to close. Tabs that are open keep
  // finding their own version's files: those go away only on "tidy".
  await self.skipWaiting();
}

// Requests that are not ours need not even start this worker, where the browser can be told so.
async function route(event) {
  if (!event.addRoutes) return;
  await event.addRoutes([
    { condition: { requestMode: "navigate" }, source: "fetch-event" },
    { condition: { urlPattern: new URLPattern(`${assets}*`) }, source: "fetch-event" },
    { condition: { urlPattern: new URLPattern({}) }, source: "network" },
  ]).catch(() => {}); // An early version of the interface: the fetch event decides alone.
}

self.addEventListener("install", (event) => {
  event.waitUntil(Promise.all([route(event), install()]));
});

async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(prefix));
}

// Storage that cannot be read is as good as empty: the network is asked then.
async function fromOwnCaches(url) {
  try {
    for (const name of [cacheName, ...await ownCaches()]) {
      const response = await (await caches.open(name)).match(url);
      if (response) return response;
    }
  } catch (error) {
    console.warn("The caches cannot be read.", error);
  }
}

async function openPage(request) {
  return await fromOwnCaches(page) ?? fetch(request);
}

async function openAsset(request) {
  return await fromOwnCaches(request.url) ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    const { origin, pathname } = new URL(request.url);
    const path = origin + pathname;
    if (path === page || path === `${page}index.html`) event.respondWith(openPage(request));
  } else if (request.url.startsWith(assets)) {
    // A fetch() has no destination; of those only the two programs are the bundle's own.
    if (request.destination !== "" || request.url.endsWith(".wasm")) event.respondWith(openAsset(request));
  }
});

self.addEventListener("message", (event) => {
  if (event.data === "version") event.ports[0].postMessage(VERSION);
  // A page of this very version is ready: nobody starts from an older one any more.
  if (event.data === "tidy") {
    event.waitUntil(ownCaches().then((names) =>
      Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name)))));
  }
});
