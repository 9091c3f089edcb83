// Sends requests whose bodies nobody looks at and counts what comes: one call in and one call out for each, where the same
// through Go's view of JavaScript takes dozens. A page that imports this file offers it to counted_js.go.

const small = 64 * 1024; // what is taken in one piece, by its Content-Length
const aborters = new Map();

async function size(response) {
  const length = response.headers.get("content-length");
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
      const init = { method, signal: aborter.signal };
      if (body !== undefined) init.body = body;
      const fields = headers === "" ? [] : headers.split("\n");
      if (fields.length) {
        init.headers = [];
        for (let i = 0; i < fields.length; i += 2) init.headers.push([fields[i], fields[i + 1]]);
      }
      const said = options === "" ? [] : options.split("\n");
      for (let i = 0; i < said.length; i += 2) init[said[i]] = said[i + 1];
      const response = await fetch(url, init);
      head = [response.status, response.type, response.redirected, response.url, response.statusText, ...[...response.headers].flat()].join("\n");
      if (method !== "HEAD") bytes = await size(response);
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
