// Line breaks, kept as they came. CodeMirror's document has lines and no line breaks, and by default it takes \n, \r\n and \r
// for the same thing, so that a document would come back with other bytes than it had. Here its lines end at \n alone, and:
//
//   - a text whose breaks are all \r\n (or all \r) is held with \n, its own break is remembered beside it and put back when
//     the text is read, copied or typed into;
//   - a text that mixes them is held as it is: \r is then a character of the line, shown as a control character.
//
// Pasted breaks become the document's, as in every editor: a clipboard on Windows says \r\n whatever was copied.
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { invertedEffects } from "@codemirror/commands";

export const MIXED = "mixed";

/** The kind of line breaks in text: "\n" (also for text of one line), "\r\n", "\r" or MIXED. */
export function lineBreaksOf(text) {
  if (!text.includes("\r")) return "\n";
  let kind = null;
  for (const [found] of text.matchAll(/\r\n|\r|\n/g)) {
    if (kind !== null && kind !== found) return MIXED;
    kind = found;
  }
  return kind;
}

/** The document for a text. */
export function decode(text) {
  const kind = lineBreaksOf(text);
  return kind === "\n" || kind === MIXED ? text : text.replaceAll(kind, "\n");
}

/** The text of a state's document, with the breaks that it came with. */
export function encode(state) {
  return withBreaks(state.doc.toString(), state.field(field));
}

function withBreaks(text, kind) {
  return kind === "\n" || kind === MIXED ? text : text.replaceAll("\n", kind);
}

/** Effect: the document's breaks are of another kind now. Undo takes it back together with the text. */
export const setLineBreaks = StateEffect.define();

const field = StateField.define({
  create: () => "\n",
  update(kind, transaction) {
    for (const effect of transaction.effects) if (effect.is(setLineBreaks)) kind = effect.value;
    return kind;
  },
});

/** The extension that holds a document's kind of breaks. */
export function lineBreaks(kind) {
  return [
    EditorState.lineSeparator.of("\n"),
    field.init(() => kind),
    invertedEffects.of((transaction) =>
      transaction.effects.some((effect) => effect.is(setLineBreaks)) ? [setLineBreaks.of(transaction.startState.field(field))] : []),
    EditorView.clipboardInputFilter.of((text, state) => state.field(field) === MIXED ? text : text.replace(/\r\n?/g, "\n")),
    EditorView.clipboardOutputFilter.of((text, state) => withBreaks(text, state.field(field))),
  ];
}
