// A mark at the place that is wrong. It stays at its text while that is edited, until the page sets or removes it.
// The viewer sets it anew with each window.
import { Decoration, EditorView } from "@codemirror/view";
import { StateEffect, StateField } from "@codemirror/state";

const set = StateEffect.define();

const field = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    marks = marks.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(set)) marks = effect.value;
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The extension that shows diagnostics. */
export function diagnostics() {
  return field;
}

/**
 * The effect that marks line (from 1; 0 for none) at column (from 1, in code points; null for the whole line) of doc. A place
 * behind the end means the end: that is where something is missing.
 */
export function showDiagnostic(doc, line, column, message) {
  if (!line) return set.of(Decoration.none);
  const at = doc.line(Math.min(line, doc.lines));
  const marks = [Decoration.line({ class: "cm-invalidLine", attributes: { title: message } }).range(at.from)];
  if (column !== null && at.length > 0) {
    const [from, to] = codePoint(at.text, column);
    marks.push(Decoration.mark({ class: "cm-invalid", attributes: { title: message } }).range(at.from + from, at.from + to));
  }
  return set.of(Decoration.set(marks));
}

/** The UTF-16 range of the code point at column (from 1) of a text that is not empty; the last one if there are fewer. */
export function codePoint(text, column) {
  let from = 0;
  for (let n = 1; ; n++) {
    const to = from + (text.codePointAt(from) > 0xffff ? 2 : 1);
    if (n >= column || to >= text.length) return [from, to];
    from = to;
  }
}
