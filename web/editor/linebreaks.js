// Line breaks, kept as they came. CodeMirror's document has lines and no line breaks, and by default it takes \n, \r\n and \r
// for the same thing, so that a document would come back with other bytes than it had. Here its lines end at \n alone, and:
//
//   - a text whose breaks are all \r\n (or all \r) is held with \n, its own break is remembered beside it and put back when
//     the text is read, copied or typed into;
//   - a text that mixes them is held as it is: \r is then a character of the line, shown as a control character.
//
// What is pasted keeps its breaks: a document without breaks takes them for its own, and one with others becomes mixed. A pasted
// \n alone is a new line like a typed one, of the document's kind. Where breaks are white space (JSON) a document keeps its own.
import { EditorState, Facet, StateEffect, StateField } from "@codemirror/state";
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

/** Facet: breaks are white space in the document's language. */
export const breaksAreSpace = Facet.define({ combine: (values) => values.some(Boolean) });

function keepPasted(transaction) {
  if (!transaction.isUserEvent("input.paste") && !transaction.isUserEvent("input.drop")) return transaction;
  const { startState: state } = transaction, own = state.field(field);
  const pasted = [];
  transaction.changes.iterChanges((from, to, _from, _to, inserted) => pasted.push({ from, to, text: inserted.toString() }));
  if (own === MIXED || pasted.length !== 1 || !pasted[0].text.includes("\r")) return transaction;
  const [{ from, to, text }] = pasted, kind = lineBreaksOf(text);
  const before = state.doc.sliceString(0, from), after = state.doc.sliceString(to);
  const put = (head, middle, tail, breaks) => ({
    changes: head === null ? { from, to, insert: middle } : { from: 0, to: state.doc.length, insert: head + middle + tail },
    selection: { anchor: (head ?? before).length + middle.length },
    effects: setLineBreaks.of(breaks),
    userEvent: "input.paste", scrollIntoView: true,
  });
  if (kind !== MIXED && (kind === own || !(before + after).includes("\n"))) return put(null, text.replaceAll(kind, "\n"), null, kind);
  if (state.facet(breaksAreSpace)) return put(null, text.replace(/\r\n?/g, "\n"), null, own);
  if (own === "\n") return put(null, text, null, MIXED);
  return put(withBreaks(before, own), text, withBreaks(after, own), MIXED);
}

/** The extension that holds a document's kind of breaks. */
export function lineBreaks(kind) {
  return [
    EditorState.lineSeparator.of("\n"),
    field.init(() => kind),
    invertedEffects.of((transaction) =>
      transaction.effects.some((effect) => effect.is(setLineBreaks)) ? [setLineBreaks.of(transaction.startState.field(field))] : []),
    EditorState.transactionFilter.of(keepPasted),
    EditorView.clipboardOutputFilter.of((text, state) => withBreaks(text, state.field(field))),
  ];
}
