// Downloads in turn, so that whatever else the machine does falls on all ways alike.
importScripts("/wasm_exec.js");

async function read(url) {
  const reader = (await fetch(url, { cache: "no-store" })).body.getReader();
  let bytes = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return bytes;
    bytes += value.length;
  }
}

async function measure({ url, size, rounds, ways }) {
  const go = new Go();
  const ready = new Promise((resolve) => (self.ready = resolve));
  const { instance } = await WebAssembly.instantiateStreaming(fetch("/bench.wasm"), go.importObject);
  go.run(instance);
  await ready; // Go has set the functions by now
  const run = { fetch: read, httpwasm: self.httpwasm, httpwasmRead: self.httpwasmRead, nethttp: self.nethttp };
  const times = Object.fromEntries(ways.map((way) => [way, []]));
  for (let round = -2; round < rounds; round++) {
    for (const way of ways) {
      const start = performance.now();
      const bytes = await run[way](url);
      const time = performance.now() - start;
      if (bytes !== size) throw new Error(`${way} read ${bytes} of ${size} bytes`);
      if (round >= 0) times[way].push(time);
    }
  }
  return times;
}

onmessage = (e) => measure(e.data).then(postMessage, (err) => postMessage({ error: String(err) }));
