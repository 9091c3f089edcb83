// CSS by the line (see json.js for what a tokenizer is).

const COMMENT_END = /\*\//g;
const TOKEN = /(\/\*)|("(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|(@[\w-]+)|(#[\da-f]{3,8}\b|[+-]?(?:\d+\.?\d*|\.\d+)(?:%|[a-z]+)?)|([-\w]+(?=\s*:(?![^;{}]*\{)))|([{}()[\];:,]+)|[-\w]+|[^]/giy;
const KINDS = [null, "comment", "string", "keyword", "number", "key", "punctuation"];

/** The state "comment" says that the line ended within a comment. */
export function tokenizeCSS(line, state, emit) {
  let at = 0, from = 0;
  for (;;) {
    if (state === "comment") {
      COMMENT_END.lastIndex = at;
      const ended = COMMENT_END.test(line), end = ended ? COMMENT_END.lastIndex : line.length;
      if (end > from) emit(from, end, "comment");
      if (!ended) return state;
      at = end;
      state = null;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(line);
    if (!match) return null;
    from = at;
    at = TOKEN.lastIndex;
    const kind = KINDS.find((kind, group) => group > 0 && match[group] !== undefined);
    if (kind === "comment") state = kind;
    else if (kind) emit(from, at, kind);
  }
}
