// How both panes look, in the page's own CSS variables, so that they follow its theme. Where the variables are missing the
// system's colours stand in.
import { EditorView } from "@codemirror/view";

const bg = "var(--bg, Canvas)", raised = "var(--bg-2, Canvas)", hover = "var(--bg-3, Canvas)", line = "var(--line, GrayText)", edge = "var(--line-2, GrayText)";
const text = "var(--text, CanvasText)", subtle = "var(--subtle, CanvasText)", accent = "var(--accent, Highlight)", wrong = "var(--err, CanvasText)";
const tint = (share) => `color-mix(in srgb, ${accent} ${share}%, transparent)`;

/** The focus ring, drawn over what a pane holds. */
export const ring = { content: "''", position: "absolute", inset: "0", zIndex: 4, pointerEvents: "none", border: `2px solid ${accent}` };

/** The search panel: part of the theme, and again in viewer.js, where it stands outside of the editor. */
export const panels = {
  ".cm-panels": { backgroundColor: raised, color: text, zIndex: 3 },
  ".cm-panels-top": { borderBottom: `1px solid ${line}` },
  ".cm-panels-bottom": { borderTop: `1px solid ${line}` },
  ".cm-panel.cm-search": { padding: "var(--s-2, 8px)", font: "var(--fs-2, .8125rem)/1.5 var(--font, system-ui)" },
  ".cm-panel.cm-search label": { fontSize: "inherit" },
  ".cm-textfield": { font: "inherit", color: text, backgroundColor: bg, border: `1px solid ${edge}`, borderRadius: "var(--r-1, 4px)", padding: "2px 8px" },
  ".cm-button": { font: "inherit", color: text, backgroundColor: hover, backgroundImage: "none", border: `1px solid ${edge}`, borderRadius: "var(--r-1, 4px)", padding: "2px 8px" },
  ".cm-panel.cm-search [name=close]": { font: "inherit", fontSize: "1.25em", color: text, minWidth: "24px", minHeight: "24px" },
  ".cm-textfield:focus-visible, .cm-button:focus-visible, [name=close]:focus-visible": { outline: `2px solid ${accent}`, outlineOffset: "1px" },
};

/** What a pane of its own adds: it fills its element and shows that it has the focus. */
export const frame = EditorView.theme({
  "&": { height: "100%" },
  "&.cm-focused::after": { ...ring },
});

export const theme = EditorView.theme({
  "&": { color: text, backgroundColor: bg, fontSize: "var(--fs-2, .8125rem)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono, ui-monospace, monospace)", lineHeight: "var(--lh-code, 1.6)" },
  ".cm-content": { caretColor: text, padding: "var(--s-1, 4px) 0" },
  ".cm-line": { padding: "0 var(--s-2, 8px)" },
  ".cm-placeholder": { color: subtle },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: text, borderLeftWidth: "2px" },
  "& > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    background: tint(25),
  },
  ".cm-gutters": { backgroundColor: bg, color: subtle, border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 0 0 var(--s-2, 8px)", minWidth: "2.5em" },
  ".cm-foldGutter .cm-gutterElement": { width: "1.5em", textAlign: "center", cursor: "pointer" },
  "&.cm-focused .cm-activeLine": { backgroundColor: tint(6) },
  ".cm-activeLine": { backgroundColor: "transparent" },
  ".cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLineGutter": { color: text, backgroundColor: "transparent" },
  ".cm-foldPlaceholder": { backgroundColor: hover, color: subtle, border: `1px solid ${line}`, borderRadius: "var(--r-1, 4px)", padding: "0 .4em" },
  ".cm-specialChar": { color: wrong, backgroundColor: hover, borderRadius: "2px" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: tint(20), outline: `1px solid ${edge}` },
  ".cm-invalid": { textDecoration: `underline wavy ${wrong}`, textDecorationSkipInk: "none", textUnderlineOffset: ".2em" },
  ".cm-invalidLine": { backgroundColor: "var(--err-bg, transparent)", boxShadow: `inset 2px 0 ${wrong}` },

  ".tok-key, .tok-text": { color: text },
  ".tok-string": { color: "var(--ok, CanvasText)" },
  ".tok-number, .tok-attribute": { color: "var(--info, CanvasText)" },
  ".tok-atom, .tok-keyword, .tok-tag": { color: "var(--violet, CanvasText)" },
  ".tok-punctuation": { color: subtle },
  ".tok-isolated": { unicodeBidi: "isolate" },
  ".tok-comment": { color: subtle, fontStyle: "italic" },

  ".cm-searchMatch": { backgroundColor: "var(--warn-bg, Mark)", outline: "1px solid var(--warn, MarkText)" },
  ".cm-searchMatch-selected": { backgroundColor: tint(30) },
  ...panels,

  "@media (forced-colors: active)": {
    // Drawn selections lose their background there, which would leave nothing to see.
    ".cm-selectionBackground": { forcedColorAdjust: "none", background: "Highlight !important", opacity: ".5" },
    ".cm-cursor": { borderLeftColor: "CanvasText" },
    ".cm-invalidLine": { outline: "1px dashed CanvasText" },
  },
});
