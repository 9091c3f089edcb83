// Brackets that belong together: folds, and the partner of the bracket at the caret. Both come from one scan of the document that
// steps over strings and comments.
import { Decoration, EditorView } from "@codemirror/view";
import { foldService } from "@codemirror/language";

/** Longest document that is scanned, in UTF-16 units: the scan runs again for every key, in well under a frame. */
const LIMIT = 256 * 1024;

const CLOSES = { "}": "{", "]": "[", ")": "(" };

/**
 * The brackets of text. skip is a regular expression's source for what holds no brackets (strings, comments).
 * pairs maps the position of each bracket to its partner's, folds the start of a line to the range that it can fold.
 */
export function scan(text, skip) {
  const pairs = new Map(), folds = new Map(), open = [];
  const pattern = new RegExp(`(${skip})|[{}()\\[\\]\\n]`, "g");
  let lineStart = 0;
  for (let match; (match = pattern.exec(text)); ) {
    const at = match.index;
    if (match[1] !== undefined) {
      const lineBreak = match[1].lastIndexOf("\n");
      if (lineBreak >= 0) lineStart = at + lineBreak + 1;
      continue;
    }
    const character = match[0];
    if (character === "\n") lineStart = at + 1;
    else if (!(character in CLOSES)) open.push({ character, at, lineStart });
    else if (open.at(-1)?.character === CLOSES[character]) {
      const opener = open.pop();
      pairs.set(opener.at, at).set(at, opener.at);
      if (opener.lineStart !== lineStart) folds.set(opener.lineStart, { from: opener.at + 1, to: at });
    }
  }
  return { pairs, folds };
}

/** The extension for a language (see languages.js); empty for one without brackets. */
export function brackets({ skip }) {
  if (!skip) return [];
  const scans = new WeakMap(); // by document: every view of one document needs it several times
  const scanned = (doc) => {
    if (doc.length > LIMIT) return { pairs: new Map(), folds: new Map() };
    if (!scans.has(doc)) scans.set(doc, scan(doc.toString(), skip));
    return scans.get(doc);
  };
  return [
    foldService.of((state, lineStart) => scanned(state.doc).folds.get(lineStart) ?? null),
    EditorView.decorations.compute(["doc", "selection"], (state) => {
      const { empty, head } = state.selection.main;
      if (!empty) return Decoration.none;
      const { pairs } = scanned(state.doc);
      const at = pairs.has(head - 1) ? head - 1 : head;
      if (!pairs.has(at)) return Decoration.none;
      return Decoration.set([at, pairs.get(at)].map((from) => matching.range(from, from + 1)), true);
    }),
  ];
}

const matching = Decoration.mark({ class: "cm-matchingBracket" });
