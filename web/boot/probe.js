// Finds out what this browser lacks before anything relies on it.

class MemoryStorage {
  #items = new Map();
  get length() { return this.#items.size; }
  key(index) { return [...this.#items.keys()][index] ?? null; }
  getItem(key) { return this.#items.get(String(key)) ?? null; }
  setItem(key, value) { this.#items.set(String(key), String(value)); }
  removeItem(key) { this.#items.delete(String(key)); }
  clear() { this.#items.clear(); }
}

// Blocked storage throws on the first touch, and go-app does not catch that. It gets a storage that forgets.
function storageWorks(name) {
  try {
    const storage = globalThis[name];
    storage.setItem("roundtrip.probe", "1");
    storage.removeItem("roundtrip.probe");
    return true;
  } catch {
    Object.defineProperty(globalThis, name, { value: new MemoryStorage(), configurable: true });
    return false;
  }
}

function databaseWorks() {
  try {
    return Boolean(globalThis.indexedDB);
  } catch {
    return false;
  }
}

// fatal: what Roundtrip cannot run without. missing: what it does without. Both in words for people.
export function probe() {
  const fatal = [];
  if (typeof WebAssembly !== "object") {
    fatal.push("WebAssembly, which a policy or a setting such as Lockdown Mode may have switched off");
  }
  if (typeof Worker !== "function") fatal.push("Web Workers");
  if (typeof ReadableStream !== "function" || typeof AbortController !== "function") {
    fatal.push("streaming fetch");
  }
  const missing = [];
  const stores = [storageWorks("localStorage"), storageWorks("sessionStorage"), databaseWorks()];
  if (stores.includes(false)) missing.push("storage");
  return { fatal, missing };
}
