// The bodies that the gallery's responses have, by the state that is shown.

const users = {
  total: 3,
  next: null,
  users: [
    { id: 9007199254740993n, name: "Ada Lovelace", admin: true, tags: ["author", "engine"], score: 4.5 },
    { id: 2, name: "Grace Hopper", admin: false, tags: ["compiler"], score: 5, motto: "The most dangerous phrase in the language is: we have always done it this way." },
    { id: 3, name: "Katherine Johnson", admin: false, tags: [], score: 5 },
  ],
};
const plain = (indent) => JSON.stringify(users, (_, v) => (typeof v === "bigint" ? `${v}n` : v), indent).replace(/"(\d+)n"/, "$1");

const page = `<!doctype html>
<html lang="en">
  <head>
    <title>It works</title>
  </head>
  <body>
    <h1>It works</h1>
    <p>This is a page, drawn without its scripts.</p>
    <p><a href="https://example.com/">A link</a></p>
    <script>document.body.textContent = "A script ran."</script>
  </body>
</html>`;

const events = [": welcome", ...Array.from({ length: 4 }, (_, i) =>
  `#${i + 1} · ping · id ${i} · ${i}.41 s\n  {\n    "id": ${i},\n    "timestamp": ${1732000000 + i}\n  }`)].join("\n");

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200" viewBox="0 0 320 200">
<circle cx="110" cy="100" r="70" fill="#0a58c4" fill-opacity=".75"/><circle cx="210" cy="100" r="70" fill="#a01f63" fill-opacity=".75"/></svg>`;

function hex(text) {
  const bytes = new TextEncoder().encode(text), lines = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.slice(at, at + 16)];
    const digits = row.map((b) => b.toString(16).padStart(2, "0")).join(" ").padEnd(47);
    lines.push(`${at.toString(16).padStart(8, "0")}  ${digits}  ${row.map((b) => (b > 31 && b < 127 ? String.fromCharCode(b) : "·")).join("")}`);
  }
  return lines.join("\n");
}

function text(state, mode) {
  if (state.startsWith("html")) return page;
  if (state === "streaming") return events;
  if (mode === "hex") return hex(plain());
  return plain(mode === "raw" ? undefined : 2);
}

// rows answers what the worker would: a window of a body's rows.
export function rows(state, { mode, from, count }) {
  const lines = text(state, mode).split("\n");
  return { from, text: lines.slice(from, from + count).join("\n"), total: lines.length, done: state !== "streaming" };
}

// blob answers with the whole body.
export function blob() {
  const type = "image/svg+xml";
  return { blob: new Blob([drawing], { type }), type, name: "circles.svg" };
}

// whole answers with the text of a page.
export const whole = () => ({ text: page });
