// Starts the gallery: the program that draws, and in place of the worker a few bodies of its own.
// ?state=NAME shows a state, &theme=dark or light fixes the theme.

import { provideGoapp } from "../../../web/boot/goapp.js";
import { load } from "../../../web/boot/instantiate.js";
import * as response from "../../../web/boot/response.js";
import { blob, rows, whole } from "./bodies.js";

const names = document.currentScript.dataset;
const base = new URL("./", location.href);
const query = new URLSearchParams(location.search);
const state = query.get("state") ?? "";
const answers = { rows: (params) => rows(state, params), blob: () => blob(), text: () => whole() };
const roundtrip = (globalThis.roundtrip ??= {});
let editor;

Object.assign(roundtrip, {
  response,
  files: new Map(),
  call: async (method, params) => answers[method]?.(params) ?? null,
  crashed: (details) => console.error(details),
  loadEditor: () => (editor ??= import(new URL(names.editor, base).href).then(() => roundtrip.editor)),
});
if (query.get("theme")) document.documentElement.dataset.theme = query.get("theme");

provideGoapp(base);
const go = new Go();
const program = () => fetch(new URL(names.app, base).href);
load(program(), program, go.importObject)
  .then((instance) => go.run(instance));
