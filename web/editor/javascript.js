// JavaScript by the line (see json.js for what a tokenizer is): enough to read by. A regular expression literal is not told
// from a division.

const ENDS = { comment: /\*\//g, template: /(?<!\\)(?:\\\\)*`/g };
const TOKEN = /(\/\/.*)|(\/\*)|(`)|("(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|((?:0[xob][\da-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d+)(?:e[+-]?\d+)?)n?)|([\p{ID_Start}$_#@][\p{ID_Continue}$]*)|([{}()[\];:,.]+)|[^]/iuy;
const KINDS = [null, "comment", "comment", "string", "string", "number", "word", "punctuation"];
const OPENERS = { "/*": "comment", "`": "template" };
const KEYWORDS = new Set(("as async await break case catch class const continue debugger default delete do else enum export extends finally for "
  + "from function get if import in instanceof let new of return set static super switch this throw try typeof var void while with yield").split(" "));
const ATOMS = new Set(["true", "false", "null", "undefined", "NaN", "Infinity"]);

/** The states "comment" and "template" say what the line ended in. */
export function tokenizeJavaScript(line, state, emit) {
  let at = 0, from = 0;
  for (;;) {
    if (state) {
      const pattern = ENDS[state];
      pattern.lastIndex = at;
      const ended = pattern.test(line), end = ended ? pattern.lastIndex : line.length;
      if (end > from) emit(from, end, state === "template" ? "string" : "comment");
      if (!ended) return state;
      at = end;
      state = null;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(line);
    if (!match) return null;
    from = at;
    at = TOKEN.lastIndex;
    const [token] = match;
    if (token in OPENERS) {
      state = OPENERS[token];
      continue;
    }
    let kind = KINDS.find((kind, group) => group > 0 && match[group] !== undefined);
    if (kind === "word") kind = KEYWORDS.has(token) ? "keyword" : ATOMS.has(token) ? "atom" : null;
    if (kind) emit(from, at, kind);
  }
}
