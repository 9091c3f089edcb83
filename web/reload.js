// Development only (make dev): reloads the page when the bundle changes. Every file's name holds a hash of its
// content, so the page itself changes with any of them.
const current = async () => (await fetch(location.pathname, { method: "HEAD", cache: "no-store" })).headers.get("ETag");
let first;
setInterval(async () => {
  const tag = await current().catch(() => undefined); // The server is being restarted.
  first ??= tag;
  if (tag && tag !== first) location.reload();
}, 700);
