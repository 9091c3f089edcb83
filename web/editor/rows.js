// What a viewer's document is: rows of the body from some row on, and the numbers of their lines.
import { StateEffect, StateField } from "@codemirror/state";
import { GutterMarker, gutter } from "@codemirror/view";
import { continuation } from "./highlight.js";

/** Effect: the document now holds other rows, as {from, numbers, total}. */
export const setRows = StateEffect.define();

/** The rows that a state's document holds: from, the first one's index in the body; numbers, see numberOf; total, the body's rows. */
export const rowsField = StateField.define({
  create: () => ({ from: 0, numbers: null, total: 0 }),
  update(rows, transaction) {
    for (const effect of transaction.effects) if (effect.is(setRows)) rows = effect.value;
    return rows;
  },
});

/** What stands in the place of a number before a row that continues the line above. */
const CONTINUES = "↳";

/** The true line number of the document's line n; 0 for a row that continues the one above. */
function numberOf(state, n) {
  const { from, numbers } = state.field(rowsField);
  return numbers ? numbers[n - 1] ?? 0 : from + n;
}

class NumberMarker extends GutterMarker {
  constructor(number) {
    super();
    this.number = number;
  }

  eq(other) {
    return this.number === other.number;
  }

  toDOM() {
    return document.createTextNode(this.number || CONTINUES);
  }
}

/** As wide as the body's last row needs, so that the text does not move when the numbers grow on the way down. */
function widest(state) {
  return new NumberMarker("9".repeat(Math.max(2, String(state.field(rowsField).total).length)));
}

/** The extension: the field, the gutter with true line numbers, and what the highlighter must know. */
export const bodyRows = [
  rowsField,
  continuation.of((state, n) => numberOf(state, n) === 0),
  gutter({
    class: "cm-lineNumbers",
    lineMarker: (view, block) => new NumberMarker(numberOf(view.state, view.state.doc.lineAt(block.from).number)),
    lineMarkerChange: (update) => update.startState.field(rowsField) !== update.state.field(rowsField),
    initialSpacer: (view) => widest(view.state),
    updateSpacer: (spacer, update) => {
      const next = widest(update.state);
      return next.eq(spacer) ? spacer : next;
    },
  }),
];
