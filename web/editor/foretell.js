/**
 * Tells a CodeMirror view, before its document is replaced, which part of the new one will be in view: from top to bottom, in
 * pixels below its first line. Left alone, it draws for where it was before, in the worst case the whole document, and draws again
 * when it has measured; and it scrolls after the line that was at the top. There is no public way to say this; the fields are those
 * of the version that package-lock.json pins, and the tests of the viewer see to it that they work.
 */
export function foretell(view, top, bottom) {
  const { viewState } = view;
  viewState.pixelViewport = { ...viewState.pixelViewport, top, bottom };
  viewState.inView = true;
  return () => { viewState.scrollAnchorHeight = -1; };
}
