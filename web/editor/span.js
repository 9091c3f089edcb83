// A selection in a body of which only a window is at hand: two points {row, column} of the whole body, which may lie outside of the
// window. doc is the window's document and from its first row.

/** The point at a position of the document. */
export function pointAt(doc, from, position) {
  const line = doc.lineAt(position);
  return { row: from + line.number - 1, column: position - line.from };
}

/** The document's position of a point, or its nearest edge. */
export function positionOf(doc, from, { row, column }) {
  if (row < from) return 0;
  if (row >= from + doc.lines) return doc.length;
  const line = doc.line(row - from + 1);
  return line.from + Math.min(column, line.length);
}

/** Whether a point's row is in the window. */
export function holds(doc, from, { row }) {
  return row >= from && row < from + doc.lines;
}

/**
 * The span after a person selected anchor to head (positions) in the window. An anchor that still is where the old one was cut off
 * at the window's edge has not been moved: the old one stands.
 */
export function moved(span, doc, from, anchor, head) {
  const kept = !holds(doc, from, span.anchor) && anchor !== head && positionOf(doc, from, span.anchor) === anchor;
  return { anchor: kept ? span.anchor : pointAt(doc, from, anchor), head: pointAt(doc, from, head) };
}

/** The span's two points in the order of the body. */
export function ordered({ anchor, head }) {
  return anchor.row < head.row || (anchor.row === head.row && anchor.column <= head.column) ? [anchor, head] : [head, anchor];
}

/**
 * The text of rows, where numbers says which of them continue the line before (0; null: none does): those are not parted by
 * a line break, as there is none in the body.
 */
export function join(rows, numbers) {
  return rows.reduce((text, row, i) => (i === 0 ? row : text + (numbers?.[i] === 0 ? "" : "\n") + row), "");
}
