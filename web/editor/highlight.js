// Syntax colours for what is visible, and nothing else. CodeMirror's own highlighters parse from the document's first character;
// a window may begin anywhere in a body of any size, so here a line tokenizer starts a little above the visible part, in the
// language's neutral state. The worst that can happen is a wrong colour within a very long comment; the cost has a bound.
import { Decoration, EditorView, ViewPlugin } from "@codemirror/view";
import { columnsField } from "./columns.js";
import { Facet, RangeSetBuilder } from "@codemirror/state";

/** How far above the visible part the tokenizer starts: lines, and UTF-16 units. */
const LINES = 100, UNITS = 10_000;

/** Coloured tokens drawn at once, and what a row gets at least. Each is an element; a browser lays out some thousands in a frame. */
const MARKS = 2048, SHARE = 40;

/** Facet: (state, line number) => whether the line continues the one before (a very long line shown as several rows). */
export const continuation = Facet.define({ combine: (values) => values[0] ?? (() => false) });

/** The extension for a language: {tokenize, spansLines} of languages.js. */
export function highlight(language) {
  if (!language.tokenize) return [];
  return ViewPlugin.define((view) => ({
    ...decorate(view, language),
    update(update) {
      if (!update.docChanged && !update.viewportChanged && drawn(update.startState) === drawn(update.state)) return;
      Object.assign(this, decorate(update.view, language));
    },
  }), {
    decorations: (plugin) => plugin.decorations,
    provide: (plugin) => EditorView.bidiIsolatedRanges.of((view) => view.plugin(plugin)?.isolated ?? Decoration.none),
  });
}

/** A line with these may be drawn from right to left, and its tokens with it: a value before its key. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** The columns that a viewer draws; the editor draws them all. */
function drawn(state) {
  return state.field(columnsField, false) ?? null;
}

function decorate(view, { tokenize, spansLines }) {
  const { doc } = view.state, continues = view.state.facet(continuation), columns = drawn(view.state);
  const builder = new RangeSetBuilder(), isolates = new RangeSetBuilder();
  // A row's share is a power of two, so that its colours do not change with every row that comes into view.
  const rows = doc.lineAt(view.viewport.to).number - doc.lineAt(view.viewport.from).number + 1;
  const share = Math.max(SHARE, MARKS >> Math.ceil(Math.log2(rows)));
  for (const { from, to } of view.visibleRanges) {
    const visible = doc.lineAt(from);
    let line = doc.line(Math.max(1, visible.number - LINES));
    let start = Math.max(line.from, from - UNITS);
    for (let state = null, position = start; position <= to; ) {
      line = doc.lineAt(position);
      const end = Math.min(line.to, to);
      if (position === line.from && !spansLines && !continues(view.state, line.number)) state = null;
      const left = columns ? Math.max(from, line.from + columns.from) : from;
      const right = columns ? Math.min(to, line.from + columns.to) : to;
      const tokens = [];
      state = tokenize(doc.sliceString(position, end), state, (tokenFrom, tokenTo, kind) => {
        const markFrom = Math.max(left, position + tokenFrom), markTo = Math.min(right, position + tokenTo);
        if (markFrom < markTo) tokens.push({ from: markFrom, to: markTo, kind });
      }, right - position);
      const isolated = tokens.length > 0 && RIGHT_TO_LEFT.test(doc.sliceString(left, right));
      for (const token of within(tokens, share)) {
        builder.add(token.from, token.to, mark(token.kind, isolated));
        if (isolated) isolates.add(token.from, token.to, mark(token.kind, true));
      }
      position = line.to + 1;
    }
  }
  return { decorations: builder.finish(), isolated: isolates.finish() };
}

/** The tokens to colour of a line: of one with very many, as minified text has, those that stand out least go first. */
function within(tokens, share) {
  if (tokens.length <= share) return tokens;
  return tokens.filter(({ kind }) => kind !== "punctuation" && kind !== "key").slice(0, share);
}

const marks = new Map();

/** The colour of a kind of token. One that is isolated keeps its place in the line, whatever way its own text runs. */
function mark(kind, isolated) {
  const key = isolated ? `${kind} isolated` : kind;
  if (!marks.has(key)) {
    marks.set(key, Decoration.mark(isolated
      ? { class: `tok-${kind} tok-isolated`, attributes: { dir: "auto" }, bidiIsolate: null }
      : { class: `tok-${kind}` }));
  }
  return marks.get(key);
}
