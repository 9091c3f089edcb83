// The entry of the bundle web/editor.js: the page reaches both panes through one global, because the page is a
// WebAssembly program and can import nothing.
import "./stylesheets.js";
import { createEditor } from "./input.js";
import { createViewer } from "./viewer.js";

globalThis.roundtrip ??= {};
globalThis.roundtrip.editor = { createEditor, createViewer };
