// Brackets and quotes that close themselves while JSON is typed, and how its lines are indented. Nothing of it touches what is
// pasted, or set by the page.
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { closeBrackets, deleteBracketPair, insertBracket } from "@codemirror/autocomplete";
import { indentOnInput, indentService } from "@codemirror/language";

/** Longest part of a line that is looked through before the caret, in UTF-16 units. */
const LIMIT = 64 * 1024;

const STRINGS = /"(?:[^"\\]|\\.)*("|\\?$)/g;
const OPENERS = ["{", "[", '"'];

/** What stands of a string between its opening quote and position, or null where there is no open string. */
function openString(state, position) {
  const line = state.doc.lineAt(position);
  if (position - line.from > LIMIT) return "…"; // it is not known: nothing is closed there
  for (const [found, end] of state.sliceDoc(line.from, position).matchAll(STRINGS)) if (end !== '"') return found.slice(1);
  return null;
}

const isEscaped = (text) => /\\*$/.exec(text)[0].length % 2 === 1;

/** Within a string brackets and quotes are text like any other; a quote typed before the closing one is that one. */
const plainInStrings = Prec.high(EditorView.inputHandler.of((view, from, to, typed, insert) => {
  if (view.composing || from !== to || !(OPENERS.includes(typed) || typed === "}" || typed === "]")) return false;
  const before = openString(view.state, from);
  if (before === null || typed === '"' && !isEscaped(before) && view.state.sliceDoc(from, from + 1) === '"') return false;
  view.dispatch(insert());
  return true;
}));

/** Backspace takes both of a pair that encloses nothing, and within a string one character. */
const backspace = { key: "Backspace", run: (view) => !openString(view.state, view.state.selection.main.head) && deleteBracketPair(view) };

/** How many brackets a line leaves open, or closes of those before it: that it begins with some is in its own indentation. */
function leftOpen(text) {
  let open = 0;
  for (const [character] of text.replace(STRINGS, "").replace(/^[\s}\]]*/, "").matchAll(/[{}[\]]/g)) open += character === "{" || character === "[" ? 1 : -1;
  return open;
}

/** A line is indented as the one before it, one step more if that opens a bracket, and one less if it begins with the closing one. */
const indentation = indentService.of((context, position) => {
  const here = context.lineAt(position, 1), closes = /^\s*[}\]]/.test(here.text) ? 1 : 0;
  for (let at = position; ; ) {
    const line = context.lineAt(at, -1);
    const before = line.from === here.from ? null : line;
    if (before?.text.trim()) {
      const step = Math.sign(leftOpen(before.text.slice(0, LIMIT)));
      return Math.max(0, context.lineIndent(before.from, -1) + (step - closes) * context.unit);
    }
    if (line.from === 0) return 0;
    at = line.from - 1;
  }
});

/** The extension for JSON. */
export const closing = [
  EditorState.languageData.of(() => [{ closeBrackets: { brackets: OPENERS, before: "]},:" }, indentOnInput: /^\s*[}\]]$/ }]),
  plainInStrings, closeBrackets(), keymap.of([backspace]), indentation, indentOnInput(),
];

/** The transactions that put an opening bracket, with its partner, in place of the selection; null for what opens nothing. */
export function openOver(state, typed) {
  if (!state.languageDataAt("closeBrackets", state.selection.main.from)[0]?.brackets.includes(typed)) return null;
  const cleared = state.update(state.replaceSelection(""), { userEvent: "input.type" });
  const { head } = cleared.state.selection.main;
  const opened = openString(cleared.state, head) === null ? insertBracket(cleared.state, typed) : null;
  return opened && [cleared, opened];
}
