// createEditor: the pane in which a request's body is typed.
import { Annotation, Compartment, EditorState, Prec } from "@codemirror/state";
import {
  EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers,
  placeholder as placeholderText,
} from "@codemirror/view";
import { history, historyKeymap, isolateHistory } from "@codemirror/commands";
import { foldGutter, foldKeymap, indentUnit } from "@codemirror/language";
import { search, searchKeymap } from "@codemirror/search";
import { brackets } from "./brackets.js";
import { caretAfter } from "./caret.js";
import { change } from "./change.js";
import { closing } from "./closing.js";
import { diagnostics, showDiagnostic } from "./diagnostic.js";
import { highlight } from "./highlight.js";
import { editingKeys } from "./keys.js";
import { languageOf } from "./languages.js";
import { breaksAreSpace, decode, encode, lineBreaks, lineBreaksOf, setLineBreaks } from "./linebreaks.js";
import { Report } from "./report.js";
import { visibleSpecials } from "./specials.js";
import { frame, theme } from "./theme.js";
import { typeOver } from "./typeover.js";

/**
 * Puts an editor into element and returns its handle.
 *
 * onChange(text) is called when a person changed the text (never for setText): at once for a document of less than 64 kB, else
 * 100 ms after the last change. What waits is reported on blur, on Mod-Enter, by flush() and by destroy().
 * onSubmit() is called on Mod-Enter (Ctrl-Enter everywhere); the key event goes on bubbling, so a page with a handler of
 * its own for that key leaves onSubmit out.
 *
 * Tab leaves the editor, so that nobody is caught in it; Mod-] and Mod-[ indent. In JSON brackets and quotes close themselves.
 */
export function createEditor(element, {
  label = "", language = "text", text = "", onChange, onSubmit, describedBy = "", readOnly = false, placeholder = "", wrap = false,
} = {}) {
  const grammar = new Compartment(), attributes = new Compartment(), wrapping = new Compartment();
  const aria = { label, describedBy, invalid: false };

  const view = new EditorView({
    parent: element,
    state: EditorState.create({
      doc: decode(text),
      extensions: [
        lineBreaks(lineBreaksOf(text)),
        Prec.highest(keymap.of([
          { key: "Mod-Enter", run: submit },
          { key: "Ctrl-Enter", run: submit },
        ])),
        grammar.of(grammarOf(language)),
        attributes.of(ariaAttributes(aria)),
        wrapping.of(wrap ? EditorView.lineWrapping : []),
        EditorState.readOnly.of(readOnly),
        EditorState.tabSize.of(2),
        indentUnit.of("  "),
        placeholder ? placeholderText(placeholder) : [],
        lineNumbers(), foldGutter(), highlightActiveLine(), highlightActiveLineGutter(), visibleSpecials, drawSelection(),
        history(), search({ top: true }), diagnostics(), typeOver,
        keymap.of([...editingKeys, ...searchKeymap, ...historyKeymap, ...foldKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && update.transactions.some((tr) => tr.docChanged && !tr.annotation(fromPage))) report.later(update.state.doc.length);
        }),
        EditorView.domEventHandlers({ blur: () => report.flush() }),
        theme, frame,
      ],
    }),
  });

  const report = new Report(() => onChange?.(getText()));

  function submit() {
    report.flush();
    onSubmit?.();
    return true; // handled: no newline. The event is not stopped.
  }

  function getText() {
    return encode(view.state);
  }

  function setAria(changed) {
    Object.assign(aria, changed);
    view.dispatch({ effects: attributes.reconfigure(ariaAttributes(aria)) });
  }

  return {
    /**
     * Replaces the text, as one step that Undo takes back; the caret stays where it was in what is kept. Text that differs
     * in white space alone (formatted, minified) keeps the caret at the same character. For text that comes from elsewhere
     * than onChange: handing onChange's text back would undo what was typed since.
     */
    setText(next) {
      if (next === getText()) return;
      report.drop();
      const doc = view.state.doc.toString(), nextDoc = decode(next);
      const caret = caretAfter(doc, nextDoc, view.state.selection.main.head);
      view.dispatch({
        changes: change(doc, nextDoc),
        selection: caret === null ? undefined : { anchor: caret },
        effects: setLineBreaks.of(lineBreaksOf(next)),
        annotations: [fromPage.of(true), isolateHistory.of("full")],
      });
    },
    /** The text, byte for byte with the line breaks that it came with. */
    getText,
    setLanguage(next) {
      view.dispatch({ effects: grammar.reconfigure(grammarOf(next)) });
    },
    setLabel: (next) => setAria({ label: next }),
    /** The ids of the elements that describe the editor, as in aria-describedby; "" for none. */
    setDescribedBy: (next) => setAria({ describedBy: next }),
    setInvalid: (next) => setAria({ invalid: next }),
    setWrap(next) {
      view.dispatch({ effects: wrapping.reconfigure(next ? EditorView.lineWrapping : []) });
    },
    /**
     * Marks a place that is wrong: line from 1, column from 1 in Unicode code points, or null for the whole line; the message
     * is the mark's tooltip. A line of 0 removes the mark. The page says the message too, through describedBy.
     */
    setDiagnostic(line, column, message) {
      view.dispatch({ effects: showDiagnostic(view.state.doc, line, column, message) });
    },
    focus: () => view.focus(),
    /** Calls onChange now if a change waits to be reported. */
    flush: () => report.flush(),
    destroy() {
      report.flush();
      view.destroy();
    },
  };
}

/** Marks what the page wrote, which is not reported back to it. */
const fromPage = Annotation.define();

function grammarOf(name) {
  const language = languageOf(name);
  return [highlight(language), brackets(language), name === "json" ? [breaksAreSpace.of(true), closing] : []];
}

function ariaAttributes({ label, describedBy, invalid }) {
  const attributes = {};
  if (label) attributes["aria-label"] = label;
  if (describedBy) attributes["aria-describedby"] = describedBy;
  if (invalid) attributes["aria-invalid"] = "true";
  return EditorView.contentAttributes.of(attributes);
}
