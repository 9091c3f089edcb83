// Starts Roundtrip: the shell that is usable at once, app.wasm on the page, engine.wasm in a worker.
// The names of the files come from the data attributes of this script's own element (see index.html).

import { crashed, notice } from "./boot/banner.js";
import { call, createEngines, engineReady, enginestate, events, startEngine } from "./boot/engines.js";
import { provideGoapp } from "./boot/goapp.js";
import { keepOutput } from "./boot/golog.js";
import { load } from "./boot/instantiate.js";
import { probe } from "./boot/probe.js";
import * as response from "./boot/response.js";
import { handoff, stopShell, watchShell } from "./boot/shell.js";
import { closeSignIn, openSignIn, signIn, signInClosed } from "./boot/signin.js";
import { nextTask, whenIdle } from "./boot/task.js";
import { updates, watchUpdates } from "./boot/update.js";

const names = document.currentScript.dataset;
const base = new URL("./", location.href);
const file = (name) => new URL(name, base).href;
const roundtrip = (globalThis.roundtrip ??= {});
const { fatal, missing } = probe();
let editor;
let announceDrawn;
let wantEngine;
const drawn = new Promise((resolve) => { announceDrawn = resolve; });
const engineWanted = new Promise((resolve) => { wantEngine = resolve; });

Object.assign(roundtrip, {
  version: names.version,
  missing,            // ["storage"] when nothing can be kept beyond this tab
  files: new Map(),   // id → File: what the person chose; only ids pass through Go
  // The editor starts while the request is on its way: before, nobody needs it, and its start is a task that is felt.
  call(method, ...rest) {
    if (method === "send" && names.editor) roundtrip.loadEditor();
    return call(method, ...rest);
  },
  response,
  crashed: (details) => crashed("The page's program reported an error.", details),
  handoff,
  openSignIn,
  signIn,
  signInClosed,
  closeSignIn,
  nextTask,
  whenIdle,
  // ready is called once, when the page is drawn and takes what the person does.
  ready() {
    performance.mark("roundtrip ready");
    document.documentElement.dataset.ready = "1";
    announceDrawn();
    wantEngine();
    // By then the browser's cache has all that the service worker will want to keep.
    if (names.sw) engineReady.then(() => whenIdle(() => watchUpdates(file(names.sw), names.version)));
  },
  // loadEditor loads the text editor once, not before the page is drawn, and resolves to roundtrip.editor.
  loadEditor() {
    if (!editor) {
      editor = drawn.then(() => loadScript(file(names.editor), names.editorIntegrity)).then(() => roundtrip.editor);
      editor.catch((error) => crashed("The text editor could not be loaded.", error.message));
    }
    return editor;
  },
});

// Listeners that may be set at any time: onevent(event), onenginestate(state, loaded, total), onupdate(version).
Object.defineProperties(roundtrip, {
  onevent: { set: (f) => { events.listener = f; } },
  onupdate: { set: (f) => { updates.listener = f; } },
  enginestate: { get: () => enginestate.value.state },
  onenginestate: {
    set: (f) => { enginestate.listener = f && (({ state, loaded, total }) => f(state, loaded, total)); },
  },
});

// downloaded resolves when the file is here, which is before it is compiled. The engine and the editor
// wait for that: on a slow line app.wasm has it to itself.
function downloaded(url, compiled) {
  return new Promise((resolve) => {
    try {
      new PerformanceObserver((list, observer) => {
        if (!list.getEntriesByName(url).length) return;
        observer.disconnect();
        resolve();
      }).observe({ type: "resource", buffered: true });
    } catch {
      // No resource timing: compiling ends soon after.
    }
    compiled.then(resolve, () => {});
  });
}

// hint has a file fetched that will be needed, before anything that needs it runs.
function hint(href) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "prefetch", href, fetchPriority: "low" });
  document.head.append(link);
}

// loadScript runs a file that the page's policy names by what it holds.
function loadScript(src, integrity) {
  const script = document.createElement("script");
  return new Promise((resolve, reject) => {
    Object.assign(script, { src, integrity, onload: resolve, onerror: () => reject(new Error(`${src} cannot be loaded.`)) });
    document.head.append(script);
  });
}

async function run(arriving, again) {
  const output = keepOutput();
  // Callbacks into a dead program throw, and so does memory that has run out, in whatever event comes next. An exception
  // that passed through the program's own frames has torn its stack down.
  const died = (error) => error instanceof WebAssembly.RuntimeError ||
    /Go program has already exited/.test(error?.message ?? "") || /wasm-function|\.wasm:/.test(error?.stack ?? "");
  const stopped = (error) => {
    stopShell("The program stopped before it was ready.");
    crashed("The page's program stopped unexpectedly.", [error, output()].filter(Boolean).join("\n\n"));
  };
  addEventListener("error", (event) => died(event.error) && stopped(event.error));
  addEventListener("unhandledrejection", (event) => died(event.reason) && stopped(event.reason));

  const go = new Go();
  const compiled = load(arriving, again, go.importObject);
  // Two programs that start at once on two processors hold each other up: the engine's arrives early and starts late.
  const kept = Boolean(navigator.serviceWorker?.controller);
  const here = downloaded(file(names.app), compiled).then(() => {
    if (kept) return;
    hint(file(names.engine));
    if (names.editor) hint(file(names.editor));
  });
  Promise.all([here, engineWanted]).then(() => startEngine({
    engine: file(names.engine), engineSize: Number(names.engineSize), kept,
  }));
  const instance = await compiled;
  // Instantiating took a task; starting the program gets its own task, so that neither is felt.
  await new Promise(nextTask);
  try {
    await go.run(instance);
    stopped("it exited");
  } catch (error) {
    stopped(error);
  }
}

watchShell(wantEngine); // who waits for an answer prefers it to a page that is drawn a little sooner
if (location.pathname.endsWith("/index.html")) {
  history.replaceState(null, "", base.pathname + location.search + location.hash);
}
provideGoapp(base);
if (fatal.length) {
  const what = `This browser lacks ${fatal.join(" and ")}. Roundtrip cannot run without it.`;
  addEventListener("DOMContentLoaded", () => {
    stopShell(what);
    crashed(what);
  });
} else {
  const program = () => fetch(file(names.app));
  const arriving = program();
  arriving.catch(() => {}); // run sees to it, a moment later
  // The scripts after this one, and so wasm_exec.js, have run by then.
  addEventListener("DOMContentLoaded", () => {
    createEngines(file(names.worker), {
      engine: names.tunnel && file(names.tunnel), engineSize: Number(names.tunnelSize), kept: false, roots: names.roots && file(names.roots),
    });
    run(arriving, program).catch((error) => {
      stopShell("The program could not be loaded.");
      crashed("The program could not be loaded. Check the connection, then reload.", String(error));
    });
  });
  if (missing.includes("storage")) {
    notice("Nothing will be kept.", "This browser blocks storage for this site, so Roundtrip forgets everything when the tab closes.");
  }
}
