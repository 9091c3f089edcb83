// Finds the next match of a search in a body of any size, by asking for its rows in pieces. CodeMirror's own search knows the
// window alone.
import { Text } from "@codemirror/state";

/** Rows asked for at once, and about how many characters they may have: what is looked through in well under a frame. */
const PIECE = 2000, CHARACTERS = 200_000;

/** How often it is said how far a search has come, in rows. */
const SAID = 50_000;

/**
 * Resolves to the first match of query behind a point of the body (before it, for one that goes backwards) as
 * {row, from, to, wrapped}, or to null. At the end the search goes on from the other one, up to the point. A match lies within one
 * row. rows(from, count) gives rows; total() how many there are by now; ended() whether nobody waits for it any more;
 * said(row) is called from time to time.
 */
export async function find({ query, point, backwards, rows, total, ended, said }) {
  let looked = 0, size = 500;
  for (const { from, to, wrapped } of stretches(point.row, total(), backwards)) {
    for (let left = to - from; left > 0; ) {
      const count = Math.min(size, left), begin = backwards ? from + left - count : to - left;
      left -= count;
      const window = await rows(begin, count);
      if (ended()) return null;
      size = Math.max(20, Math.min(PIECE, Math.floor((count * CHARACTERS) / (window.text.length + 1))));
      const matches = matchesIn(query, window.text, begin).filter((match) => wrapped || beyond(match, point, backwards));
      const match = backwards ? matches.at(-1) : matches[0];
      if (match) return { ...match, wrapped };
      if (Math.floor(looked / SAID) < Math.floor((looked += count) / SAID)) said(begin);
    }
  }
  return null;
}

/** The body as two stretches of rows: from the point to the end, and from the other end to the point, whose row is in both. */
function stretches(row, total, backwards) {
  const below = { from: row, to: total }, above = { from: 0, to: Math.min(row + 1, total) };
  return backwards ? [{ ...above, wrapped: false }, { ...below, wrapped: true }] : [{ ...below, wrapped: false }, { ...above, wrapped: true }];
}

function beyond({ row, from, to }, point, backwards) {
  if (row !== point.row) return backwards ? row < point.row : row > point.row;
  return backwards ? to <= point.column : from >= point.column;
}

function matchesIn(query, rows, begin) {
  if (!mayMatch(query, rows)) return [];
  const text = Text.of(rows.split("\n")), found = [];
  for (const { from, to } of iterate(query.getCursor(text))) {
    const line = text.lineAt(from);
    if (to <= line.to && to > from) found.push({ row: begin + line.number - 1, from: from - line.from, to: to - line.from });
  }
  return found;
}

/** Whether there can be a match: CodeMirror's cursors go from character to character, the browser looks at once. */
function mayMatch(query, rows) {
  if (query.regexp) return new RegExp(query.search, query.caseSensitive ? "mu" : "imu").test(rows);
  const plain = (text) => (query.caseSensitive ? text.normalize("NFKD") : text.normalize("NFKD").toLowerCase());
  return plain(rows).includes(plain(query.unquoted));
}

function* iterate(cursor) {
  for (let step = cursor.next(); !step.done; step = cursor.next()) yield step.value;
}
