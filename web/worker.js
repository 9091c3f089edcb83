// The worker's own script, behind wasm_exec.js in the same file: loads engine.wasm, or tunnel.wasm, when the page says so and stands between its Go and the page.
// Go finds globalThis.roundtripWorker: it sets onmessage, then calls ready(), and answers with post().

import { createFile, filesHeld, sweepFiles } from "./boot/disk.js";
import { keepOutput } from "./boot/golog.js";
import "../httpwasm/counting.js";
import { load } from "./boot/instantiate.js";

const waiting = [];
let ready = false;
let size = 0;
let memory; // of the program

// tell posts a message to the page, with what the worker holds.
function tell(message, transfer = []) {
  postMessage({ ...message, memory: memory?.buffer.byteLength, files: filesHeld() }, transfer);
}

globalThis.roundtripWorker = {
  onmessage: null, // (message: {id, method, params, files}) => void
  post: tell,
  // ready delivers the calls that came before, in their order.
  ready() {
    ready = true;
    for (const message of waiting.splice(0)) this.onmessage(message);
    tell({ state: "ready", loaded: size, total: size });
    setTimeout(sweepFiles, 5000); // what is on the way to the screen comes first
  },
  roots: undefined, // the URL of Mozilla's root certificates, for TLS through a relay
  createFile: () => createFile(() => tell({})), // makes a file for a body that is saved to the disk
};

function failed(message, details) {
  postMessage({ state: "failed", message, details: String(details) });
}

// Counts the bytes of a copy of the response: the original goes to the compiler untouched. Every message makes the
// page draw, so there are only as many as a person can tell apart.
async function follow(response) {
  const reader = response.body.getReader();
  let loaded = 0;
  for (let told = performance.now(); ;) {
    const { done, value } = await reader.read();
    if (done || ready) return;
    loaded += value.byteLength;
    if (performance.now() - told < 150) continue;
    told = performance.now();
    postMessage({ state: "loading", loaded, total: size });
  }
}

async function start({ engine, engineSize, kept, roots }) {
  size = engineSize;
  roundtripWorker.roots = roots;
  const output = keepOutput();
  try {
    // Low priority: whatever the person asks the page for comes first.
    const program = () => fetch(engine, { priority: "low" });
    const arriving = program();
    const go = new Go();
    // Of a response that was copied the browser keeps no compiled code.
    if (!kept) arriving.then((response) => response.ok && response.body && follow(response.clone())).catch(() => {});
    const instance = await load(arriving, program, go.importObject);
    memory = instance.exports.mem;
    go.run(instance).then(
      () => failed("The engine, which sends and formats, stopped.", output()),
      (error) => failed("The engine, which sends and formats, stopped.", `${error}\n\n${output()}`),
    );
  } catch (error) {
    failed("The engine, which sends and formats, could not be loaded. The connection may be broken.", error);
  }
  addEventListener("error", (event) => {
    event.preventDefault();
    failed("The engine, which sends and formats, stopped.", `${event.message}\n\n${output()}`);
  });
}

self.onmessage = ({ data: message }) => {
  if (message.start) start(message.start);
  else if (ready) roundtripWorker.onmessage(message);
  else waiting.push(message);
};
