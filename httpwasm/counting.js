// Sends requests whose bodies nobody looks at and counts what comes: one call in and one call out for each, where the same
// through Go's view of JavaScript takes dozens. A page that imports this file offers it to counted_js.go.

const small = 64 * 1024; // what is taken in one piece, by its Content-Length
const aborters = new Map();

// pairs reads names and values in turn, each on a line. Requests of a run have the same ones.
function pairs() {
  let last;
  let list = [];
  return (text) => {
    if (text !== last) {
      const lines = text === "" ? [] : text.split("\n");
      list = [];
      for (let i = 0; i < lines.length; i += 2) list.push([lines[i], lines[i + 1]]);
      last = text;
    }
    return list;
  };
}
const fields = pairs();
const settings = pairs();

async function size(response, length) {
  if (length !== null && Number(length) <= small) return (await response.arrayBuffer()).byteLength;
  if (!response.body) return 0;
  const reader = response.body.getReader();
  for (let bytes = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return bytes;
    bytes += value.byteLength;
  }
}

globalThis.httpwasmCounting = {
  // send calls ended(id, head, size, failed): the response's head in lines, "" where none came; and what went wrong, as
  // the name and the message of the exception with a line feed between them, or "".
  async send(id, url, method, headers, options, body, ended) {
    const aborter = new AbortController();
    aborters.set(id, aborter);
    let head = "";
    let bytes = 0;
    let failed = "";
    try {
      const init = { method, body, signal: aborter.signal };
      if (headers !== "") init.headers = fields(headers);
      for (const [name, value] of settings(options)) init[name] = value;
      const response = await fetch(url, init);
      head = `${response.status}\n${response.type}\n${response.redirected}\n${response.url}\n${response.statusText}`;
      let length = null;
      response.headers.forEach((value, name) => {
        head += `\n${name}\n${value}`;
        if (name === "content-length") length = value;
      });
      if (method !== "HEAD") bytes = await size(response, length);
    } catch (error) {
      failed = `${error?.name ?? "Error"}\n${error?.message ?? error}`;
    }
    aborters.delete(id);
    ended(id, head, bytes, failed);
  },
  abort(id) {
    aborters.get(id)?.abort();
  },
};
