// The inside of the frame in which the page shows what can be shown by its address alone: sounds, films, documents and large
// pictures. The frame's origin is opaque, and so is that of every address that is made here, wherever else it is opened.

const full = { boxSizing: "border-box", width: "100%", height: "100%", border: "0" };

const elements = {
  image: (url, label) => Object.assign(new Image(), { src: url, alt: label }),
  audio: player,
  video: player,
  pdf(url, label) {
    const frame = document.createElement("iframe");
    return Object.assign(frame, { src: url, title: label });
  },
};

function player(url, label, media) {
  const element = document.createElement(media);
  element.setAttribute("aria-label", label);
  return Object.assign(element, { src: url, controls: true });
}

// A message is what to show: {media, blob, label}. The answer is {width, height}, of a picture, or {failed: true}.
addEventListener("message", ({ source, data: { media, blob, label } }) => {
  if (source !== parent) return;
  const element = elements[media](URL.createObjectURL(blob), label, media);
  element.onload = () => parent.postMessage({ width: element.naturalWidth, height: element.naturalHeight }, "*");
  element.onerror = () => parent.postMessage({ failed: true }, "*");
  Object.assign(element.style, media === "pdf" ? full : { maxWidth: "100%", display: "block", margin: "auto" });
  for (const whole of [document.documentElement, document.body]) Object.assign(whole.style, full, { margin: "0" });
  document.body.replaceChildren(element);
});
