// The service worker: lets Roundtrip start without a network. It answers two kinds of requests only, page
// openings under its scope and the bundle's own hashed files. What the playground sends is never touched.
// VERSION, FILES, LATER and PAGES are put in by the build. Any script of this origin can write into the caches, so what is kept is
// shown only as far as its bytes are those of a build: a page by its digest, with the fields that the build gave it, a file by its name.

const prefix = `roundtrip:${self.registration.scope}:`;
const cacheName = prefix + VERSION;
const scope = new URL("./", self.registration.scope).href;
const page = scope;
const assets = `${scope}assets/`;
const files = FILES.map((name) => new URL(name, scope).href);
// What only those need who use a relay: it is kept once it was asked for, and from then on with every version.
const later = LATER.map((name) => new URL(name, scope).href);
const kind = (url) => url.slice(0, url.indexOf(".", assets.length));

async function install() {
  const cache = await caches.open(cacheName);
  const used = new Set((await keptFiles()).map(kind));
  // Hashed names never change, so the HTTP cache, where the page has just put them, may answer for those.
  await cache.addAll([new Request(page, { cache: "no-cache" }), ...files, ...later.filter((url) => used.has(kind(url)))]);
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

async function keptFiles() {
  const requests = await Promise.all((await ownCaches()).map(async (name) => (await caches.open(name)).keys()));
  return requests.flat().map(({ url }) => url).filter((url) => url.startsWith(assets));
}

async function digest(bytes) {
  return Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Storage that cannot be read is as good as empty: the network is asked then.
async function fromOwnCaches(url, genuine) {
  try {
    for (const name of [cacheName, ...await ownCaches()]) {
      const kept = await (await caches.open(name)).match(url);
      const shown = kept && await genuine(kept);
      if (shown) return shown;
    }
  } catch (error) {
    console.warn("The caches cannot be read.", error);
  }
}

async function genuinePage(kept) {
  const bytes = await kept.arrayBuffer();
  const fields = PAGES[await digest(bytes)];
  return fields && new Response(bytes, { headers: { ...fields, "Content-Type": "text/html; charset=utf-8" } });
}

// The response stays as it is, since browsers keep compiled code with it.
const genuineAsset = (url) => async (kept) => {
  const [, hash] = /\.([0-9a-f]{32})\.[a-z]+$/.exec(url) ?? [];
  return hash && (await digest(await kept.clone().arrayBuffer())).startsWith(hash) ? kept : undefined;
};

async function openPage(request) {
  return await fromOwnCaches(page, genuinePage) ?? fetch(request);
}

async function openAsset(event) {
  const { request } = event;
  const kept = await fromOwnCaches(request.url, genuineAsset(request.url));
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && later.includes(request.url)) {
    const copy = response.clone();
    event.waitUntil(caches.open(cacheName).then((cache) => cache.put(request.url, copy)).catch(() => {}));
  }
  return response;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    const { origin, pathname } = new URL(request.url);
    const path = origin + pathname;
    if (path === page || path === `${page}index.html`) event.respondWith(openPage(request));
  } else if (request.url.startsWith(assets)) {
    // A fetch() has no destination; of those only the programs and the roots are the bundle's own.
    if (request.destination !== "" || /\.(wasm|pem)$/.test(request.url)) event.respondWith(openAsset(event));
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
