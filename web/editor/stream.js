// Entries of a stream as the engine sets them out: a first row with number, type, ID and time, contents that stand in by two
// spaces, and comments. Raw, an event stream is rows of a field's name and its value; its JSON has colours too.
import { tokenizeJSON } from "./json.js";

const FIELD = /^(?:data|event|id|retry)(?=:|$)/;

/** The state says that a row ended within a string of contents, which a continuation row goes on with. */
export function tokenizeStream(line, state, emit, stop = line.length) {
  const contents = (from) => tokenizeJSON(line.slice(from), state, (a, b, kind) => emit(a + from, b + from, kind), stop - from);
  if (state !== null || line.startsWith("  ")) return contents(0);
  if (/^#\d/.test(line)) {
    emit(0, line.length, "keyword");
    return null;
  }
  const field = FIELD.exec(line);
  if (!field) {
    if (line) emit(0, line.length, "comment");
    return null;
  }
  const after = field[0].length;
  emit(0, after, "key");
  const json = /^data: ?[{[]/.test(line);
  return json ? contents(after + 1) : null;
}
