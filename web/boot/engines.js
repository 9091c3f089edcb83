// Which engine does what. There is one at first, which a start waits for. The first call that goes through a relay has another one
// loaded, which can do all that the first can, and tunnels: TLS and HTTP/2 make it a third larger. From then on it gets whatever is
// new, and what the session remembers of cookies. Exchanges stay where they began.

import { crashed } from "./banner.js";
import { createEngine } from "./engine.js";
import { signal } from "./signal.js";

// state: loading, ready or failed; loaded and total as createEngine tells them.
export const enginestate = signal({ state: "loading", loaded: 0, total: 0 }, { replay: true });
export const events = signal();

let announceReady;

// engineReady resolves when there is an engine that takes calls; it may never.
export const engineReady = new Promise((resolve) => { announceReady = resolve; });

let plain; // {engine, taken}: taken resolves when it has taken over from the one before
let tunnel; // the same, and failed: its program could not be loaded
let createTunnel;
let first;

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

// createEngines makes the worker of the first engine. url: the script of both. files: what the start of the second one takes.
export function createEngines(url, files) {
  const engine = createEngine(url, {
    onevent: receive,
    onstate(now) {
      if (now.state === "failed") return stopped(now);
      if (!tunnel) enginestate.emit(now);
      if (now.state === "ready") announceReady();
    },
  });
  plain = { engine };
  createTunnel = () => {
    const made = {};
    let ready = false;
    made.engine = createEngine(url, {
      onevent: receive,
      onstate(now) {
        if (now.state === "failed" && ready) return stopped(now);
        ready ||= now.state === "ready";
        made.failed = now.state === "failed"; // the first one goes on
        enginestate.emit(made.failed ? { state: "ready", loaded: 0, total: 0 } : now);
      },
    });
    enginestate.emit({ state: "loading", loaded: 0, total: files.engineSize });
    made.engine.start(files);
    made.taken = plain.engine.call("handover", "{}", []).then(({ json }) => made.engine.call("takeover", json, []));
    made.taken.catch(() => {}); // whoever waits for it hears of that
    return made;
  };
}

// startEngine lets the first engine load its program.
export function startEngine(files) {
  plain.engine.start(files);
}

// choose gives the engine for a call: the one that has the exchange, else the newest. One that was not loaded is tried again by who sends.
// opens: the number of an exchange that is made there of a part of it.
function choose(method, exchange, tunnelled, opens) {
  const begins = method === "send" || method === "many";
  if (tunnelled && (!tunnel || (tunnel.failed && begins))) tunnel = createTunnel();
  const newest = tunnel && (tunnelled || !tunnel.failed) ? tunnel : plain;
  if (begins) homes.set(exchange, newest);
  const chosen = homes.get(exchange) ?? newest;
  if (opens) homes.set(opens, chosen);
  if (method === "forget") homes.delete(exchange);
  return chosen;
}

// call asks an engine. params: any JSON value, or JSON text. exchange: the number of the one that it is about. tunnelled: a relay is needed.
export async function call(method, params = null, files = [], { exchange = params?.id, tunnelled = false, opens = 0 } = {}) {
  const { engine, taken } = choose(method, exchange, tunnelled, opens);
  if (taken) await taken;
  return engine.call(method, typeof params === "string" ? params : JSON.stringify(params), files);
}
