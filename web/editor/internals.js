// What CodeMirror must be told about a document that is a window, and has no public way to say. The fields are those of the version
// that package-lock.json pins, and the tests of the viewer in Chromium fail if they change their meaning.

/**
 * Tells a view, before its document is replaced, which part of the new one will be in view: from top to bottom, in pixels below its
 * first line, and how many characters a line has room for where lines are wrapped, else 0. Left alone it draws for where it was before, in the worst case the whole document, and draws again when it has measured.
 */
export function foretell({ viewState }, top, bottom, lineHeight, room) {
  // Until it has measured a line it takes 14 pixels for the height of each, and would draw other lines than those in view.
  viewState.heightOracle.lineHeight = lineHeight;
  viewState.heightOracle.lineWrapping = room > 0;
  if (room > 0) viewState.heightOracle.lineLength = room;
  viewState.pixelViewport = { ...viewState.pixelViewport, top, bottom };
  viewState.inView = true;
}

/** Keeps a view from scrolling after the line that was at the top before its document was replaced: the document itself is moved. */
export function stay({ viewState }) {
  viewState.scrollAnchorHeight = -1;
}

/** Drops a scroll to the caret that has not been carried out yet, as what comes now is a scroll to somewhere else. */
export function dropScroll({ viewState }) {
  viewState.scrollTarget = null;
}
