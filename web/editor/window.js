// The arithmetic of a window of rows in a scroller. A body has more rows than a browser can lay out, so the scroller holds a spacer
// as tall as all rows would be, and in it a window: a few hundred rows, real text, moved along as one scrolls.
//
// While rows are of one height and the spacer is within the browser's limits, every row has its place in pixels and the window simply
// covers its own. Else (wrapped rows, or millions of rows on a shortened spacer) the scroll position only says which share of the body is
// above; within the window scrolling is exact, and when the window moves, what is in view stays where it is on the screen and the
// scroll position is put right under it.

/** Rows in a window, and how near its edge the view may come before the next one is fetched (hysteresis). */
const SIZE = 400, MARGIN = 100;

/** The tallest spacer in CSS pixels. Browsers lay out nothing beyond 33 million (Chromium, Safari) or 17 million (Firefox). */
export const TALLEST = 15_000_000;

/** Whether a body is small enough to be shown as one document. */
export function fits(total) {
  return total <= SIZE;
}

/** The scroller's measures for total rows of rowHeight pixels each (on average, if wrapped), seen through viewport pixels. */
export function geometry(total, rowHeight, viewport) {
  const height = Math.min(total * rowHeight, TALLEST);
  return {
    total, rowHeight, viewport, height,
    scrollRange: Math.max(0, height - viewport),
    rowRange: Math.max(0, total - viewport / rowHeight),
  };
}

/** The row, with its fraction, at the top of the view for a scroll position. */
export function rowAt({ scrollRange, rowRange }, scrollTop) {
  return scrollRange > 0 ? Math.min(1, Math.max(0, scrollTop / scrollRange)) * rowRange : 0;
}

/** The scroll position at which a row is at the top of the view, or as near as the end of the body lets it. */
export function topOf({ scrollRange, rowRange }, row) {
  return rowRange > 0 ? Math.min(1, Math.max(0, row / rowRange)) * scrollRange : 0;
}

/** The window to fetch when the rows first to last are in view. */
export function windowFor(first, last, total) {
  const visible = last - first + 1, size = Math.max(SIZE, 3 * visible);
  const from = Math.max(0, Math.min(first - Math.floor((size - visible) / 2), total - size));
  return { from, count: Math.min(size, total - from) };
}

/** Whether a window {from, count} still has enough rows on both sides of those in view. */
export function serves({ from, count }, first, last, total) {
  const end = from + count, margin = Math.min(MARGIN, Math.floor(count / 4));
  return (from === 0 || first - from >= margin) && (end >= total || end - 1 - last >= margin);
}

/** Whether a window holds any of the rows in view. */
export function shows({ from, count }, first, last) {
  return from <= last && first < from + count;
}

/**
 * Where a window of height pixels goes in the spacer, and the scroll position with it, so that the anchor stays where it is on the
 * screen. The anchor is a row of the window, offset pixels below the window's top and shift pixels above the view's top.
 */
export function place(measures, { from, count }, height, { row, offset, shift }) {
  let top;
  if (from === 0) top = 0;
  else if (from + count >= measures.total) top = Math.max(0, measures.height - height);
  else top = Math.max(0, topOf(measures, row + shift / measures.rowHeight) - offset - shift);
  return { top, scrollTop: Math.max(0, top + offset + shift) };
}
