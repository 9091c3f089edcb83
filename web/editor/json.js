// JSON by the line. A tokenizer is tokenize(line, state, emit, stop) => state: it calls emit(from, to, kind) for each token with a
// colour, and returns the state for what follows the line; null is the neutral state. Tokens behind stop are not needed.

const TOKEN = /"(?:[^"\\]+|\\.)*("|\\?$)|-?\d[\d.eE+-]*|(?:true|false|null)\b|[{}[\],:]+|[ \t\r]+|[^\s"{}[\],:]+/g;
const REST_OF_STRING = /(?:[^"\\]+|\\.)*("|\\?$)/y;

/** The state "string" says that the row ended within a string, which a continuation row goes on with. */
export function tokenizeJSON(line, state, emit, stop = line.length) {
  let from = 0;
  if (state === "string") {
    REST_OF_STRING.lastIndex = 0;
    const [rest, quote] = REST_OF_STRING.exec(line);
    from = rest.length;
    if (from > 0) emit(0, from, kindOfString(line, from));
    if (quote !== '"') return "string";
  }
  TOKEN.lastIndex = from;
  for (let match; (match = TOKEN.exec(line)); ) {
    if (match.index >= stop) return stateAfter(line, match.index);
    const [token, quote] = match, to = TOKEN.lastIndex;
    const first = token[0];
    if (first === '"') {
      emit(match.index, to, kindOfString(line, to));
      if (quote !== '"') return "string";
    } else if (first === "-" || (first >= "0" && first <= "9")) emit(match.index, to, "number");
    else if (token === "true" || token === "false" || token === "null") emit(match.index, to, "atom");
    else if ("{}[],:".includes(first)) emit(match.index, to, "punctuation");
  }
  return null;
}

/** The state at the end of a line from between two tokens: found faster than by the tokens, of which a minified line has a thousand. */
function stateAfter(line, position) {
  let within = false;
  for (let at = line.indexOf('"', position); at >= 0; at = line.indexOf('"', at + 1)) {
    let before = at;
    if (within) while (line[before - 1] === "\\") before--;
    if ((at - before) % 2 === 0) within = !within; // else it is escaped
  }
  return within ? "string" : null;
}

/** A string that a colon follows is a member's name: that holds wherever in a document one begins to read. */
function kindOfString(line, end) {
  while (line[end] === " " || line[end] === "\t") end++;
  return line[end] === ":" ? "key" : "string";
}
