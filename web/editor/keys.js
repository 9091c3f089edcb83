// The keys of a pane that can be typed into. CodeMirror's default keymap holds more, some of it in the way of the page's own
// shortcuts (Alt-l, Mod-Enter), so the list is ours. Tab is not in it: it moves on to the next control.
import {
  copyLineDown, copyLineUp, cursorMatchingBracket, deleteLine, indentLess, indentMore, moveLineDown, moveLineUp, simplifySelection, standardKeymap,
} from "@codemirror/commands";

export const editingKeys = [
  { key: "Escape", run: simplifySelection },
  { key: "Mod-]", run: indentMore },
  { key: "Mod-[", run: indentLess },
  { key: "Alt-ArrowUp", run: moveLineUp },
  { key: "Alt-ArrowDown", run: moveLineDown },
  { key: "Shift-Alt-ArrowUp", run: copyLineUp },
  { key: "Shift-Alt-ArrowDown", run: copyLineDown },
  { key: "Shift-Mod-k", run: deleteLine },
  { key: "Shift-Mod-\\", run: cursorMatchingBracket },
  ...standardKeymap,
];
