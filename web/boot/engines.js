// Which engine does what. There is one at first, which a start waits for. Another takes its place in two cases, gets whatever is new from
// then on and what the session remembers (its estate); exchanges stay where they began.
//
// The first call that goes through a relay has an engine loaded that can do all that the first can, and tunnels: TLS and HTTP/2 make it a
// third larger. And the memory of WebAssembly never shrinks: an engine that has grown, because it held a large body, gives it back
// only by ending. So once nothing is under way in it and the page is idle, a fresh one of the same kind is started and takes over, at the
// latest when something is sent; and the large one ends when the last of its exchanges is forgotten.

import { crashed } from "./banner.js";
import { createEngine } from "./engine.js";
import { signal } from "./signal.js";
import { whenIdle } from "./task.js";

// How many bytes more than when it began an engine may hold and still get what is new.
const GROWTH = 64 << 20;

// state: loading, ready or failed; loaded and total as createEngine tells them.
export const enginestate = signal({ state: "loading", loaded: 0, total: 0 }, { replay: true });
export const events = signal();

let announceReady;

// engineReady resolves when there is an engine that takes calls; it may never.
export const engineReady = new Promise((resolve) => { announceReady = resolve; });

// An engine here is {engine, tunnels, state}, and
//   taken    resolves, when it has taken over from the one before, to the one that takes its calls: itself, or the one before where that can
//            do as much and this one could not be loaded; undefined for the first
//   before   the one before, until it has been taken over from
//   settled  it has taken over, or is the first
//   least    the bytes of its memory when it began
//   alone    the one that was to take its place could not be loaded
let script;
let tunnelFiles; // what the start of an engine with tunnels takes
let plainFiles; // and of one without
let beginning; // the first, which may have a successor before its program is loaded
let newest; // gets whatever is new
let next; // takes its place once it has been loaded and nothing is under way there
let lost; // the engine with tunnels that could not be loaded
let first;

const engines = new Set(); // those that live
const homes = new Map(); // the engine of each exchange, by its number

function receive(message) {
  if (message.first) first = message.first;
  events.emit(message);
}

// takeFirstRows gives the first rows of a body where they came unasked, once. They spare the screen a frame.
export function takeFirstRows(id, mode) {
  if (first?.id !== id || first.mode !== mode) return undefined;
  const { rows } = first;
  first = undefined;
  return rows;
}

function stopped({ message, details }) {
  enginestate.emit({ ...enginestate.value, state: "failed", message });
  crashed(message, details);
}

function make(tunnels) {
  const made = { tunnels, state: { state: "loading", loaded: 0, total: 0 } };
  made.engine = createEngine(script, {
    onevent: receive,
    onstate(now) {
      const began = made.state.state === "ready";
      made.state = now;
      if (now.state === "failed" && !began && (made === next || made.before)) return unloaded(made);
      if (now.state === "failed") return stopped(now);
      if (made === newest && enginestate.value.state !== "ready") enginestate.emit(now); // else nobody waits for it
      if (now.state !== "ready") return;
      made.least ??= made.engine.memory;
      announceReady();
      if (made === next) relieve(false);
    },
    onrest() {
      if (made === newest) relieve(false);
      sweep();
    },
  });
  engines.add(made);
  return made;
}

// unloaded has the one before go on, where its successor could not be loaded.
function unloaded(made) {
  engines.delete(made);
  if (made === next) {
    next = undefined;
    newest.alone = true;
    return;
  }
  const { before } = made;
  if (newest === made) newest = before; // else another has taken its place already
  if (before.tunnels !== made.tunnels) {
    lost = made;
    enginestate.emit(before.state);
    return;
  }
  before.alone = true;
  for (const [exchange, home] of homes) {
    if (home === made) homes.set(exchange, before);
  }
}

// takeOver puts an engine in the place of the newest.
function takeOver(made) {
  const before = newest;
  newest = made;
  made.before = before;
  // One that is taking over itself has its estate only once it has.
  const heir = Promise.resolve(before.taken).then((takes) => (takes ?? before).engine);
  made.taken = heir.then((engine) => engine.call("handover", "{}", [])).then(({ json }) => made.engine.call("takeover", json, [])).then(() => {
    made.before = undefined;
    made.settled = true;
    made.least = made.engine.memory;
    sweep();
    return made;
  }, (error) => {
    if (before.tunnels !== made.tunnels) throw error;
    return before;
  });
  made.taken.catch(() => {}); // whoever waits for it hears of that
}

// relieve lets a fresh engine take the place of one that has grown, while nothing is under way there: once the page is idle, or now.
function relieve(now) {
  if (!newest.engine.rests()) return;
  if (!next && grown(newest)) {
    if (now) startNext();
    else whenIdle(() => !next && newest.engine.rests() && grown(newest) && startNext());
  }
  if (!next || !(now || next.state.state === "ready")) return;
  const made = next;
  next = undefined;
  takeOver(made);
}

function startNext() {
  next = make(newest.tunnels);
  next.engine.start({ ...(next.tunnels ? tunnelFiles : plainFiles), kept: true }); // the browser has the program
}

const grown = ({ settled, alone, engine, least }) => settled && !alone && engine.memory - least > GROWTH;

// sweep ends the engines that nobody needs any more.
function sweep() {
  if (!newest.settled) return;
  const needed = new Set([newest, next, ...homes.values()]);
  for (const made of engines) {
    if (needed.has(made) || !made.engine.rests() || made.engine.needed()) continue;
    made.engine.end();
    engines.delete(made);
  }
}

// createEngines makes the worker of the first engine. url: the script of all. files: what the start of one with tunnels takes.
export function createEngines(url, files) {
  script = url;
  tunnelFiles = files;
  newest = beginning = make(false);
  newest.settled = true;
}

// startEngine lets the first engine load its program.
export function startEngine(files) {
  plainFiles = files;
  beginning.engine.start(files);
}

// addTunnels has an engine with tunnels loaded. Whatever is new waits for it.
function addTunnels() {
  if (next) {
    next.engine.end();
    engines.delete(next);
    next = undefined;
  }
  const made = make(true);
  enginestate.emit({ state: "loading", loaded: 0, total: tunnelFiles.engineSize });
  made.engine.start(tunnelFiles);
  takeOver(made);
}

// choose gives the engine for a call: the one that has the exchange, else the newest. One that was not loaded is tried again by who sends.
// opens: the number of an exchange that is made there of a part of it.
function choose(method, exchange, tunnelled, opens) {
  const begins = method === "send" || method === "many";
  if (tunnelled && !newest.tunnels) {
    if (lost && !begins) return lost;
    addTunnels();
  }
  if (begins) {
    relieve(true);
    newest.alone = false; // another is tried once this is over
    homes.set(exchange, newest);
  }
  const chosen = homes.get(exchange) ?? newest;
  if (opens) homes.set(opens, chosen);
  if (method === "forget") homes.delete(exchange);
  return chosen;
}

// call asks an engine. params: any JSON value, or JSON text. exchange: the number of the one that it is about. tunnelled: a relay is needed.
export async function call(method, params = null, files = [], { exchange = params?.id, tunnelled = false, opens = 0 } = {}) {
  const chosen = choose(method, exchange, tunnelled, opens);
  const { engine } = (await chosen.taken) ?? chosen;
  return engine.call(method, typeof params === "string" ? params : JSON.stringify(params), files);
}
