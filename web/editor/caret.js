// Where the caret goes when the text around it is formatted.

/** Longest text, in UTF-16 units, for which the caret is sought; beyond it the search would be felt. */
const LIMIT = 1 << 20;

/**
 * The caret's place in next, if next differs from text in white space alone: at the same character as in text. Otherwise null:
 * the caret then follows the change.
 */
export function caretAfter(text, next, caret) {
  if (text.length > LIMIT || next.length > LIMIT || squeezed(text) !== squeezed(next)) return null;
  // The caret stands before a character only if a blank parts it from the one behind; else it stays at that one's end.
  const before = caret < text.length && !blank(text[caret]) && (caret === 0 || blank(text[caret - 1]));
  const count = squeezed(text.slice(0, caret)).length + (before ? 1 : 0);
  if (count === 0) return 0;
  let at = 0;
  for (let seen = 0; seen < count; at++) if (!blank(next[at])) seen++;
  return before ? at - 1 : at;
}

function squeezed(text) {
  return text.replace(/[ \t\r\n]+/g, "");
}

function blank(character) {
  return character === " " || character === "\n" || character === "\t" || character === "\r";
}
