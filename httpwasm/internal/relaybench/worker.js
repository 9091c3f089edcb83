// Runs tasks one after the other. In a page, for the profiler, it is a script like any other.
if (globalThis.importScripts) importScripts("/wasm_exec.js");

const go = new Go();
const started = new Promise((resolve) => (globalThis.ready = resolve));
WebAssembly.instantiateStreaming(fetch("/bench.wasm"), go.importObject).then(({ instance }) => go.run(instance));

if (globalThis.importScripts) {
  onmessage = async ({ data }) => {
    await started;
    runTask(data).then((times) => postMessage({ times }), (error) => postMessage({ error: String(error) }));
  };
}
