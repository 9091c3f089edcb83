// XML and HTML by the line (see json.js for what a tokenizer is). The state names what the line ended in.

const CLOSERS = { comment: "-->", cdata: "]]>", instruction: "?>", doctype: ">", "'": "'", '"': '"' };
const OPENERS = [["<!--", "comment"], ["<![CDATA[", "cdata"], ["<?", "instruction"], ["<!", "doctype"]];
const TAG = /<\/?[^\s<>/="']*/y, REFERENCE = /&(?:#\d+|#x[\da-f]+|[\w.-]+);/iy, ATTRIBUTE = /[^\s<>/="']+/y;

export function tokenizeMarkup(line, state, emit) {
  let at = 0;
  while (at < line.length) {
    const start = at;
    if (state in CLOSERS) {
      const end = line.indexOf(CLOSERS[state], at);
      at = end < 0 ? line.length : end + CLOSERS[state].length;
      const quoted = state === "'" || state === '"';
      emit(start, at, quoted ? "string" : state === "cdata" ? "text" : "comment");
      if (end < 0) return state;
      state = quoted ? "tag" : null;
    } else if (state === "tag") {
      const character = line[at];
      if (character === ">" || line.startsWith("/>", at)) {
        at += character === ">" ? 1 : 2;
        emit(start, at, "punctuation");
        state = null;
      } else if (character === "'" || character === '"') {
        emit(at, ++at, "string");
        state = character;
      } else if ((at = after(ATTRIBUTE, line, at)) > start) {
        // What stands behind "=" without quotes is a value.
        emit(start, at, line[start - 1] === "=" ? "string" : "attribute");
      } else {
        if (line[at] === "=") emit(at, at + 1, "punctuation");
        at++;
      }
    } else if (line[at] === "<") {
      const opener = OPENERS.find(([text]) => line.startsWith(text, at));
      if (opener) {
        state = opener[1];
        at += opener[0].length;
        emit(start, at, state === "cdata" ? "punctuation" : "comment");
      } else {
        at = after(TAG, line, at);
        emit(start, at, "tag");
        state = "tag";
      }
    } else if (line[at] === "&" && (at = after(REFERENCE, line, at)) > start) {
      emit(start, at, "atom");
    } else {
      const next = line.slice(at + 1).search(/[<&]/);
      at = next < 0 ? line.length : at + 1 + next;
    }
  }
  return state;
}

/** Where pattern, matched at position at of line, ends; at itself if it does not match. */
function after(pattern, line, at) {
  pattern.lastIndex = at;
  return pattern.test(line) ? pattern.lastIndex : at;
}
