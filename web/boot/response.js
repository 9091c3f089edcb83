// The inside of the response pane, which the program leaves to JavaScript: the rows of a body and previews
// of it go from the worker straight to the screen, and never through the program's memory.

import { takeFirstRows } from "./engines.js";

// Asked for late: a gallery answers in the engine's place.
const call = (method, params) => globalThis.roundtrip.call(method, params);

// One viewer to a host element: {shown: what is viewed, handle: of the editor's viewer, once it is loaded}.
const viewers = new WeakMap();

// viewBody shows rows of a body in host, or what has become known of them since:
// {id, mode, total, done, follow, language, wrap}. A mode of "" keeps what was shown.
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
  const { id, mode, total, done, follow, language, wrap } = shown;
  handle.follow(follow);
  handle.update({ total, done, wrap, language: mode === "hex" ? "text" : language, generation: `${id} ${mode}` });
}

// closeViewer lets go of a host's viewer.
export function closeViewer(host) {
  viewers.get(host)?.handle?.destroy();
  viewers.delete(host);
}

// The address of the blob that a host shows, to be given back.
const previews = new WeakMap();

// previewBody draws the body of an exchange in host, by what it is: {id, media}. A media of text is a page of HTML.
export async function previewBody(host, { id, media }) {
  closePreview(host);
  const preview = {};
  previews.set(host, preview);
  let answer;
  try {
    answer = await call("blob", { id });
  } catch (error) {
    if (previews.get(host) === preview) say(host, `The body cannot be had: ${error.message}`);
    return;
  }
  if (previews.get(host) !== preview) return; // something else is shown by now
  // It is to the browser what was found out, whatever the server called it; the bytes are not copied.
  const type = retyped[media]?.(answer.type);
  preview.url = URL.createObjectURL(type ? new Blob([answer.blob], { type }) : answer.blob);
  const draw = { image: picture, audio: player, video: player, pdf: embedded, text: page }[media] ?? page;
  host.replaceChildren(draw(host, preview.url, answer, media));
}

const retyped = {
  text: (type) => "text/html" + (/;\s*charset=[^;]+/i.exec(type ?? "")?.[0] ?? ""),
  pdf: () => "application/pdf",
};

// An empty sandbox: an origin of its own, no scripts, no forms, no pop-ups, no way to navigate the page.
function page(host, url) {
  const frame = embedded(host, url);
  frame.setAttribute("sandbox", "");
  return frame;
}

// The browser's own reader of documents does not start in a sandbox.
function embedded(host, url) {
  const frame = document.createElement("iframe");
  frame.title = "Preview of the response";
  frame.src = url; // loads once it is in the page, by which time a sandbox is set
  return frame;
}

function player(host, url, answer, media) {
  const player = document.createElement(media);
  player.controls = true;
  player.setAttribute("aria-label", nameOf(answer));
  player.onerror = () => say(host, "The browser cannot play this. Hex shows its bytes.");
  player.src = url;
  return player;
}

function picture(host, url, answer) {
  const figure = document.createElement("figure");
  const image = new Image();
  const caption = document.createElement("figcaption");
  image.alt = nameOf(answer);
  image.onload = () => {
    const size = image.naturalWidth ? `${image.naturalWidth} × ${image.naturalHeight}` : "no size of its own";
    caption.textContent = [size, answer.type].filter(Boolean).join(" · ");
  };
  image.onerror = () => say(host, "The browser cannot draw this image. Hex shows its bytes.");
  image.src = url;
  figure.append(image, caption);
  return figure;
}

function nameOf({ name }) {
  return name ? `The response, ${name}` : "The response";
}

function say(host, text) {
  const p = document.createElement("p");
  p.className = "body-blank";
  p.textContent = text;
  host.replaceChildren(p);
}

// closePreview empties a host and gives back the memory of what it showed.
export function closePreview(host) {
  const preview = previews.get(host);
  if (!preview) return;
  previews.delete(host);
  host.replaceChildren();
  if (preview.url) URL.revokeObjectURL(preview.url);
}
