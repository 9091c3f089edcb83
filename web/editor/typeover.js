import { EditorView } from "@codemirror/view";
import { openOver } from "./closing.js";

/**
 * Types over a selection without the browser's help. Left to itself, Chromium keeps the colour of the replaced text as an
 * inline style, which the content security policy refuses with a report. Composed text is left to the browser.
 */
export const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { state } = view;
    if (event.inputType !== "insertText" || event.data === null || event.isComposing || view.composing) return false;
    if (state.readOnly || state.selection.main.empty) return false;
    event.preventDefault();
    const opened = openOver(state, event.data);
    if (opened) view.dispatch(opened);
    else view.dispatch(state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});
