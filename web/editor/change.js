/**
 * The smallest single change that makes next of text, as CodeMirror's {from, to, insert}: what is the same at both ends is left
 * alone, and with it the caret, folds and marks there.
 */
export function change(text, next) {
  const shorter = Math.min(text.length, next.length);
  let start = 0;
  while (start < shorter && text.charCodeAt(start) === next.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && text.charCodeAt(text.length - 1 - end) === next.charCodeAt(next.length - 1 - end)) end++;
  return { from: start, to: text.length - end, insert: next.slice(start, next.length - end) };
}
