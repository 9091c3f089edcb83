// Keeps the last lines that a Go program printed: a panic's text exists nowhere else.
// wasm_exec.js sends standard output and standard error to fs.writeSync; call this once it has run.

const KEEP = 60;

// One decoder for both streams, as in wasm_exec.js itself: Go writes whole lines.
export function keepOutput() {
  const decoder = new TextDecoder();
  let lines = [];
  let partial = "";
  let panicking = false;

  globalThis.fs.writeSync = (fd, bytes) => {
    partial += decoder.decode(bytes, { stream: true });
    const complete = partial.split("\n");
    partial = complete.pop();
    for (const line of complete) {
      if (/^(panic: |fatal error: |runtime: out of memory)/.test(line)) {
        panicking = true;
        lines = [];
      }
      lines.push(line);
      // The first lines of a panic say what happened, the last ones of ordinary output do.
      if (lines.length > KEEP && !panicking) lines.shift();
      (panicking ? console.error : console.log)(line);
    }
    return bytes.length;
  };

  return () => [...lines.slice(0, KEEP), partial].join("\n").trim();
}
