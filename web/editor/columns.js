// Of very long rows, only the columns in and near the view are drawn: laying out thousands of characters in each of some sixty rows
// takes the browser many frames. What is left out is replaced by a gap as wide.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, ViewPlugin, WidgetType } from "@codemirror/view";

/** Columns are drawn in steps of this many, so that scrolling sideways redraws seldom; shorter rests are not worth a gap. */
const STEP = 100, SHORT = 200;

/** Effect: the columns to draw, as {from, to}, or null for all of them (as when rows are wrapped). */
export const setColumns = StateEffect.define();

/** The columns that are drawn; null: all. */
export const columnsField = StateField.define({
  create: () => null,
  update(columns, transaction) {
    for (const effect of transaction.effects) if (effect.is(setColumns)) columns = effect.value;
    return columns;
  },
});

/** The columns to draw if those from left to right (in pixels) are in view. */
export function columnsFor(left, right, characterWidth) {
  return {
    from: Math.max(0, Math.floor(left / characterWidth / STEP - 0.5) * STEP),
    to: Math.ceil(right / characterWidth / STEP + 0.5) * STEP,
  };
}

/**
 * What to leave out of a row: ranges of columns. Nothing is left out before the view unless it is as wide as its characters are many,
 * for else the text would jump; behind the view a guess will do.
 */
export function gaps(row, { from, to }) {
  const left = Math.min(from, row.length) >= SHORT && /^[ -~]*$/.test(row.slice(0, from)) ? [[0, Math.min(from, row.length)]] : [];
  return row.length - to >= SHORT ? [...left, [to, row.length]] : left;
}

class Gap extends WidgetType {
  constructor(columns) {
    super();
    this.columns = columns;
  }

  eq(other) {
    return this.columns === other.columns;
  }

  toDOM() {
    const dom = document.createElement("span");
    dom.className = "rt-gap";
    dom.style.width = `${this.columns}ch`;
    return dom;
  }

  ignoreEvent() {
    return false;
  }
}

/** The extension; the field says which columns to draw. */
export const columns = [
  columnsField,
  ViewPlugin.define((view) => ({
    decorations: decorate(view),
    update(update) {
      if (update.docChanged || update.viewportChanged || update.startState.field(columnsField) !== update.state.field(columnsField)) {
        this.decorations = decorate(update.view);
      }
    },
  }), { decorations: (plugin) => plugin.decorations }),
];

function decorate(view) {
  const { state, viewport } = view, drawn = state.field(columnsField);
  if (!drawn) return Decoration.none;
  const ranges = [];
  for (let position = viewport.from; position <= viewport.to; ) {
    const line = state.doc.lineAt(position);
    if (line.length > SHORT) {
      for (const [from, to] of gaps(line.text, drawn)) {
        ranges.push(Decoration.replace({ widget: new Gap(to - from) }).range(line.from + from, line.from + to));
      }
    }
    position = line.to + 1;
  }
  return Decoration.set(ranges);
}
