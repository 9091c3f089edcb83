// Sends requests and counts the bodies that come: one call in for each and one call out for all that ended meanwhile, where the
// same through Go's view of JavaScript takes dozens for each. Bodies are kept here within a budget, for the few that somebody looks
// at later. A page that imports this file offers it to counted_js.go.

const small = 64 * 1024; // what is taken in one piece, by its Content-Length
const aborters = new Map();
let last; // what the last request said: those of a run say the same

// read reads what a request says, in lines: the URL, the method, names and values in turn of fetch's options, an empty line, and
// names and values in turn of headers.
function read(text) {
  const [url, method, ...lines] = text.split("\n");
  const init = { method };
  let at = 0;
  for (; lines[at] !== ""; at += 2) init[lines[at]] = lines[at + 1];
  const headers = [];
  for (at++; at < lines.length; at += 2) headers.push([lines[at], lines[at + 1]]);
  if (headers.length > 0) init.headers = headers;
  const own = { idle: Number(init.idle ?? 0), keep: Number(init.keep ?? 0) };
  delete init.idle;
  delete init.keep;
  return { url, init, ...own };
}

const bodies = new Map(); // what is kept, by the id of the request: an ArrayBuffer, or the pieces that came
let held = 0; // bytes of them, and of those that come

// receive counts a body. Its pieces are kept while there is room for all of them.
async function receive(id, response, length, keep, aborter) {
  if (length !== null && Number(length) <= small) {
    const body = await response.arrayBuffer();
    if (held + body.byteLength <= keep) {
      held += body.byteLength;
      bodies.set(id, body);
    }
    return body.byteLength;
  }
  if (!response.body) return 0;
  const reader = response.body.getReader();
  let pieces = keep > 0 ? [] : null;
  let bytes = 0;
  const letGo = () => {
    if (pieces) held -= lengthOf(pieces);
    pieces = null;
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      aborter.heard = performance.now();
      bytes += value.byteLength;
      if (!pieces) continue;
      if (held + value.byteLength > keep) letGo();
      else {
        held += value.byteLength;
        pieces.push(value);
      }
    }
  } catch (error) {
    letGo();
    throw Object.assign(error, { received: bytes });
  }
  if (pieces) bodies.set(id, pieces);
  return bytes;
}

const lengthOf = (pieces) => pieces.reduce((sum, piece) => sum + piece.byteLength, 0);

// whole gives a body that is kept, in one piece.
function whole(id) {
  const kept = bodies.get(id);
  if (!Array.isArray(kept)) return kept;
  const all = new Uint8Array(lengthOf(kept));
  let at = 0;
  for (const piece of kept) {
    all.set(piece, at);
    at += piece.byteLength;
  }
  bodies.set(id, all.buffer);
  return all.buffer;
}

// Requests that are to end when nothing comes for a while are looked at four times a second: a timer for each would cost more.
let looking = 0;

function look() {
  const now = performance.now();
  for (const aborter of aborters.values()) {
    if (now - aborter.heard <= aborter.idle) continue;
    aborter.idled = true;
    aborter.abort();
  }
  if (aborters.size === 0) {
    clearInterval(looking);
    looking = 0;
  }
}

async function send(id, { url, init, idle, keep }, body) {
  const aborter = new AbortController();
  aborters.set(id, aborter);
  if (idle > 0) {
    aborter.idle = idle;
    aborter.heard = performance.now();
    looking ||= setInterval(look, 250);
  }
  let head = "";
  let header = "";
  let bytes = 0;
  let failed = "";
  try {
    const response = await fetch(url, { ...init, body, signal: aborter.signal });
    aborter.heard = performance.now();
    head = `${response.status}\n${response.type}\n${response.redirected}\n${response.url}\n${response.statusText}`;
    let length = null;
    response.headers.forEach((value, name) => {
      header += `${name}\n${value}\n`;
      if (name === "content-length") length = value;
    });
    if (init.method !== "HEAD") bytes = await receive(id, response, length, keep, aborter);
  } catch (error) {
    bytes = error?.received ?? 0;
    failed = aborter.idled ? "TimeoutError\nnothing came" : `${error?.name ?? "Error"}\n${error?.message ?? error}`.replaceAll("\0", "");
  }
  aborters.delete(id);
  end(id, bytes, failed, head, header, bodies.has(id) ? "kept" : "");
}

// Ends are told by a task of their own, so that those of some requests are told at once. A timer would do the same, but
// not in time where the page is hidden.
const ends = [];
const task = new MessageChannel();
task.port1.onmessage = () => counting.ended(ends.splice(0).join("\0"));

function end(...fields) {
  ends.push(fields.join("\0"));
  if (ends.length === 1) task.port2.postMessage(null);
}

const counting = globalThis.httpwasmCounting = {
  // send sends a request that says this, or the same as the last if it is null.
  send(id, request, body) {
    if (request !== null) last = read(request);
    send(id, last, body);
  },
  abort(id) {
    aborters.get(id)?.abort();
  },
  // read gives a stretch of a body that is kept, without copying it.
  read(id, from, to) {
    const body = whole(id);
    return new Uint8Array(body, from, Math.min(to, body.byteLength) - from);
  },
  drop(id) {
    if (!bodies.has(id)) return;
    held -= lengthOf([bodies.get(id)].flat());
    bodies.delete(id);
  },
  // ended is set by Go, and takes for each request that has ended six texts, all with "\0" between them: its id; the size of
  // the body; what went wrong, as the name and the message of the exception in lines, or ""; what the response is, in lines, or ""
  // where none came; its header, of names and values in turn, each with a line feed after it; and "kept", or "".
  ended: null,
};
