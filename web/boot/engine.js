// The page's end of the worker: calls and their answers, events, and how far loading has come.
// Messages to the worker: {start}, once, and {id, method, params, files}.
// Messages from it: {id, ok} or {id, error: {message}}, {event, data, first}, {state, loaded, total, message, details}.
// first: the first rows of a body, which come with the first word of it: {id, mode, rows}.

import { crashed } from "./banner.js";
import { signal } from "./signal.js";

// state: loading, ready or failed. loaded and total: bytes of engine.wasm, decoded; total may be 0 (not known).
export const enginestate = signal({ state: "loading", loaded: 0, total: 0 }, { replay: true });
export const events = signal();

let announceReady;

// engineReady resolves when the engine takes calls; it may never.
export const engineReady = new Promise((resolve) => { announceReady = resolve; });

const calls = new Map();
let lastId = 0;
let worker;
let failure;
let first;

function fail(what, details) {
  if (failure) return;
  failure = new Error(what);
  worker.terminate();
  for (const { reject } of calls.values()) reject(failure);
  calls.clear();
  enginestate.emit({ ...enginestate.value, state: "failed", message: what });
  crashed(what, details);
}

function receive({ data: message }) {
  if (message.id !== undefined) {
    const call = calls.get(message.id);
    calls.delete(message.id);
    if (!call) return;
    if (message.error) call.reject(Object.assign(new Error(message.error.message), message.error));
    else call.resolve(message.ok);
  } else if (message.event !== undefined) {
    if (message.first) first = message.first;
    events.emit(message);
  } else if (message.state === "failed") {
    fail(message.message, message.details);
  } else {
    enginestate.emit({ state: message.state, loaded: message.loaded, total: message.total });
    if (message.state === "ready") announceReady();
  }
}

// call asks the engine. Calls made before it is ready wait in the worker. params: any JSON value, or JSON text.
export function call(method, params = null, files = []) {
  if (failure) return Promise.reject(failure);
  return new Promise((resolve, reject) => {
    const id = ++lastId;
    const json = typeof params === "string" ? params : JSON.stringify(params);
    worker.postMessage({ id, method, params: json, files: [...files] });
    calls.set(id, { resolve, reject });
  });
}

// takeFirstRows gives the first rows of a body where they came unasked, once. They spare the screen a frame.
export function takeFirstRows(id, mode) {
  if (first?.id !== id || first.mode !== mode) return undefined;
  const { rows } = first;
  first = undefined;
  return rows;
}

export function createEngine(url) {
  worker = new Worker(url, { name: "roundtrip engine" });
  worker.onmessage = receive;
  worker.onmessageerror = () => fail("A message from the engine could not be read.");
  worker.onerror = (event) => {
    event.preventDefault();
    fail("The engine, which sends and formats, stopped.", event.message);
  };
}

// startEngine lets the worker load engine.wasm: {wasmExec, engine, engineSize, roots, kept}, absolute URLs, decoded bytes, and
// whether the service worker keeps the file, so that loading takes no time worth telling.
export function startEngine(start) {
  worker.postMessage({ start });
}
