// From one window of rows to the next with the smallest change: rows that both hold are left alone, so that the browser keeps
// what it has drawn and nothing flickers.
import { Text } from "@codemirror/state";

/** CodeMirror's changes that turn doc, the rows from from, into next, the rows from nextFrom. */
export function splice(doc, from, next, nextFrom) {
  const first = Math.max(from, nextFrom), end = Math.min(from + doc.lines, nextFrom + next.lines);
  // The last row of a body that is still arriving may have grown since.
  for (const common of [end, end - 1]) {
    if (common <= first) break;
    const start = doc.line(first - from + 1).from, stop = doc.line(common - from).to;
    const nextStart = next.line(first - nextFrom + 1).from, nextStop = next.line(common - nextFrom).to;
    if (doc.sliceString(start, stop) !== next.sliceString(nextStart, nextStop)) continue;
    const changes = [];
    if (start > 0 || nextStart > 0) changes.push({ from: 0, to: start, insert: next.slice(0, nextStart) });
    if (stop < doc.length || nextStop < next.length) changes.push({ from: stop, to: doc.length, insert: next.slice(nextStop) });
    return changes;
  }
  return [{ from: 0, to: doc.length, insert: next }];
}

/** The document for a window's text. */
export function document(text) {
  return Text.of(text.split("\n"));
}
