// The inside of the response pane, which the program leaves to JavaScript: the rows of a body and previews
// of it go from the worker straight to the screen, and never through the program's memory.

import { takeFirstRows } from "./engines.js";

// Asked for late: a gallery answers in the engine's place.
const call = (method, params) => globalThis.roundtrip.call(method, params);

// One viewer to a host element: {shown: what is viewed, handle: of the editor's viewer, once it is loaded}.
const viewers = new WeakMap();

// viewBody shows rows of a body in host, or what has become known of them since:
// {id, mode, total, done, follow, language, wrap, wrong}. wrong is a place that is marked, {row, column, message}. A mode of "" keeps what was shown.
export function viewBody(host, shown) {
  let viewer = viewers.get(host);
  if (!viewer) {
    if (!shown.mode) return; // nothing to show yet: the editor's start can wait
    viewer = {};
    viewers.set(host, viewer);
    open(host, viewer);
  }
  // What stays in a hidden viewer may still be asked for.
  viewer.shown = shown.mode ? shown : { ...viewer.shown, wrap: shown.wrap };
  apply(viewer);
}

async function open(host, viewer) {
  const { createViewer } = await globalThis.roundtrip.loadEditor();
  if (viewers.get(host) !== viewer) return; // closed while the editor was loading
  const rows = async (from, count) => {
    const { id, mode, total, done } = viewer.shown;
    const first = from === 0 && takeFirstRows(id, mode);
    // They came with the first word of the body: where the page has heard of more since, that is not in them.
    if (first && (first.total > count || (first.total >= total && (first.done || !done)))) return first;
    return call("rows", { id, mode, from, count });
  };
  viewer.handle = createViewer(host, { label: "Response body", rows });
  apply(viewer);
}

function apply({ handle, shown }) {
  if (!handle) return;
  if (!shown.mode) return handle.update({ wrap: shown.wrap });
  const { id, mode, total, done, follow, language, wrap, wrong } = shown;
  handle.follow(follow);
  const hex = mode === "hex"; // its rows begin with numbers of their own
  handle.update({ total, done, wrap, wrong, language: hex ? "text" : language, numbered: !hex, generation: `${id} ${mode}` });
}

// showPlace brings the place that is marked into view.
export function showPlace(host) {
  viewers.get(host)?.handle?.showWrong();
}

// closeViewer lets go of a host's viewer.
export function closeViewer(host) {
  viewers.get(host)?.handle?.destroy();
  viewers.delete(host);
}

// What a server sent is shown where it can do nothing, and where opening it elsewhere does nothing either: no address that is made here
// belongs to the page's origin. A small picture is its own address (data:), a page of HTML is the text of a sandboxed frame, and all
// else is shown in a frame of an opaque origin, which makes the address (../preview.js).

// previews ends what is drawn in a host, by an AbortController.
const previews = new WeakMap();

// previewBody draws the body of an exchange in host, by what it is: {id, media}. A media of text is a page of HTML.
export async function previewBody(host, { id, media }) {
  closePreview(host);
  const ending = new AbortController();
  const { signal } = ending;
  previews.set(host, ending);
  const draw = (element) => signal.aborted || host.replaceChildren(element);
  try {
    draw(await (media === "text" ? page(id) : shown(media, await call("blob", { id }), signal, (text) => draw(said(text)))));
  } catch (error) {
    draw(said(`The body cannot be shown: ${error.message}`));
  }
}

// shown gives the element that shows a body. fail tells later that the browser cannot.
function shown(media, answer, signal, fail) {
  if (media === "image") return picture(answer, signal, () => fail("The browser cannot draw this image. Hex shows its bytes."));
  return framed(media, answer, signal, ({ failed }) => failed && fail("The browser cannot play this. Hex shows its bytes."));
}

/** How long a page of HTML may be, in characters: the browser takes it in one go. */
const longestPage = 8 << 20;

// A browser connects to the host of a link or a frame already when it reads it, before it asks a policy.
const connecting = /<(?=(?:link|i?frame|object|embed|portal|fencedframe)[\s/>])/gi;

// Beside the page's own policy, which the frame inherits.
const nothingElse = { "Content-Security-Policy": "default-src 'none'; img-src data:; style-src 'unsafe-inline'", "x-dns-prefetch-control": "off" };

function metas(fields) {
  return Object.entries(fields).map(([httpEquiv, content]) => Object.assign(document.createElement("meta"), { httpEquiv, content }).outerHTML).join("");
}

// An empty sandbox: an origin of its own, no scripts, no forms, no pop-ups, no way to navigate the page.
async function page(id) {
  const { text } = await call("text", { id });
  if (text.length > longestPage) return said("This page is too long to be drawn. Raw shows its text.");
  const frame = newFrame();
  frame.setAttribute("sandbox", "");
  frame.srcdoc = metas(nothingElse) + text.replace(connecting, "<no-");
  return frame;
}

function newFrame() {
  const frame = document.createElement("iframe");
  frame.title = "Preview of the response";
  return frame;
}

const ownAddresses = {
  "Content-Security-Policy": "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src blob:; media-src blob:; frame-src blob:",
};

// framed shows a body in a frame of an opaque origin, which answers tell.
function framed(media, { blob, type, name }, signal, tell) {
  const script = document.getElementById("preview").textContent;
  const frame = newFrame();
  // The browser's own reader of documents does not start in a sandbox. The address of the frame gives it an opaque origin anyway.
  if (media !== "pdf") frame.setAttribute("sandbox", "allow-scripts");
  frame.src = `data:text/html;charset=utf-8,${encodeURIComponent(`<!doctype html>${metas(ownAddresses)}<body><script>${script}</script>`)}`;
  // It is to the browser what was found out, whatever the server called it; the bytes are not copied.
  const body = blob.slice(0, blob.size, media === "pdf" ? "application/pdf" : type);
  frame.onload = () => frame.contentWindow.postMessage({ media, blob: body, label: labelOf(name) }, "*");
  addEventListener("message", ({ source, data }) => source === frame.contentWindow && tell(data), { signal });
  return frame;
}

/** How large a picture may be to be its own address, in bytes: the browser takes a frame's time over a megabyte. */
const smallPicture = 512 << 10;

async function picture(answer, signal, fail) {
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  const loaded = ({ width, height }) => {
    caption.textContent = [width ? `${width} × ${height}` : "no size of its own", answer.type].filter(Boolean).join(" · ");
  };
  const drawn = answer.blob.size > smallPicture
    ? framed("image", answer, signal, (told) => (told.failed ? fail() : loaded(told)))
    : await smallImage(answer, loaded, fail);
  figure.append(drawn, caption);
  return figure;
}

async function smallImage({ blob, name }, loaded, fail) {
  const image = new Image();
  image.alt = labelOf(name);
  image.onload = () => loaded({ width: image.naturalWidth, height: image.naturalHeight });
  image.onerror = fail;
  image.src = await addressOf(blob);
  return image;
}

// addressOf gives the bytes of a blob as a data: URL.
function addressOf(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

const labelOf = (name) => (name ? `The response, ${name}` : "The response");

function said(text) {
  const p = document.createElement("p");
  p.className = "body-blank";
  p.textContent = text;
  return p;
}

// closePreview empties a host, and so gives back the memory of what it showed.
export function closePreview(host) {
  const ending = previews.get(host);
  if (!ending) return;
  ending.abort();
  previews.delete(host);
  host.replaceChildren();
}
