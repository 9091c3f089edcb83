// CodeMirror's styles under a content security policy. Its own way is a <style> element, which style-src 'self' refuses; sheets
// that a script constructs and adopts are not inline styles and pass. Importing this module changes how styles are mounted.
import { StyleModule } from "style-mod";

const mounted = new WeakMap(); // by root (the document): its modules in order
const sheets = new WeakMap(); // by module

/** As StyleModule.mount: modules is in order of precedence, the last one wins, and those mounted before keep their place. */
StyleModule.mount = (root, modules) => {
  const present = mounted.get(root) ?? [];
  const before = present.map(sheetOf);
  let at = 0;
  for (const module of [modules].flat()) {
    let index = present.indexOf(module);
    if (index >= 0 && index < at) {
      present.splice(index, 1);
      at--;
      index = -1;
    }
    if (index < 0) present.splice(at++, 0, module);
    else at = index + 1;
  }
  mounted.set(root, present);
  const after = present.map(sheetOf);
  if (after.length === before.length && after.every((sheet, i) => sheet === before[i])) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((sheet) => !before.includes(sheet)), ...after];
};

function sheetOf(module) {
  if (!sheets.has(module)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(module.getRules());
    sheets.set(module, sheet);
  }
  return sheets.get(module);
}
