// The service worker: offline starts and new versions. Registered when the page is ready and idle,
// so that its precaching never competes with a start.

import { signal } from "./signal.js";

export const updates = signal();

const HOUR = 3600_000;

function versionOf(worker) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => resolve(event.data);
    worker.postMessage("version", [port2]);
  });
}

// watchUpdates reports once, through the signal, when another version than ours has been installed.
export async function watchUpdates(url, version) {
  if (!("serviceWorker" in navigator)) return;
  let registration;
  try {
    registration = await navigator.serviceWorker.register(url, { updateViaCache: "none" });
  } catch (error) {
    console.warn("Roundtrip will not start offline:", error.message);
    return;
  }
  let announced = false;
  const check = async (worker) => {
    const installed = await versionOf(worker);
    if (installed === version) {
      worker.postMessage("tidy");
    } else if (!announced) {
      announced = true;
      updates.emit(installed);
      globalThis.goappOnUpdate();
    }
  };
  const follow = (worker) => {
    worker?.addEventListener("statechange", () => {
      if (worker.state === "activated") check(worker);
    });
  };
  if (registration.active) check(registration.active);
  follow(registration.installing ?? registration.waiting); // one that waits does so for a moment only
  registration.addEventListener("updatefound", () => follow(registration.installing));

  // Browsers look for a new version when a page is opened; a tab that stays open for days asks by itself.
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < HOUR) return;
    asked = Date.now();
    registration.update().catch(() => {});
  });
}
