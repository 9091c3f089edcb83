// Characters that one does not see, or that turn the text around them (controls, zero width, bidirectional overrides), shown as
// symbols. CodeMirror's highlightSpecialChars is not used: it takes a change above the visible part for none at all, which is what
// every new window of rows is, and its symbols would then stand for other characters.
import { RangeSetBuilder } from "@codemirror/state";
import { Decoration, ViewPlugin, WidgetType } from "@codemirror/view";
import { columnsField } from "./columns.js";

const SPECIAL = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc]+/g;

const NAMES = {
  0x00: "null", 0x07: "bell", 0x08: "backspace", 0x0b: "vertical tab", 0x0c: "form feed", 0x0d: "carriage return", 0x1b: "escape", 0x7f: "delete",
  0xad: "soft hyphen", 0x61c: "Arabic letter mark", 0x200b: "zero width space", 0x200c: "zero width non-joiner", 0x200d: "zero width joiner",
  0x200e: "left-to-right mark", 0x200f: "right-to-left mark", 0x2028: "line separator", 0x2029: "paragraph separator",
  0x202a: "left-to-right embedding", 0x202b: "right-to-left embedding", 0x202c: "pop directional formatting", 0x202d: "left-to-right override",
  0x202e: "right-to-left override", 0x2060: "word joiner", 0x2066: "left-to-right isolate", 0x2067: "right-to-left isolate",
  0x2068: "first strong isolate", 0x2069: "pop directional isolate", 0xfeff: "byte order mark", 0xfffc: "object replacement",
};

/** The special runs of a text as [from, to]. Joiners within words are left alone: emoji and several scripts are written with them. */
export function specials(text) {
  const found = [];
  for (const match of text.matchAll(SPECIAL)) {
    if (/^[\u200c\u200d]$/.test(match[0]) && /[^ -~\s]/.test(text[match.index - 1] ?? "")) continue;
    found.push([match.index, match.index + match[0].length]);
  }
  return found;
}

/** The symbol of a character: Unicode's own picture of a control, else a dot. */
export function symbol(code) {
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\u2022";
}

/** What a character is called. */
export function nameOf(code) {
  return `${NAMES[code] ?? "control character"} (U+${code.toString(16).toUpperCase().padStart(4, "0")})`;
}

class Symbols extends WidgetType {
  constructor(text) {
    super();
    this.text = text;
  }

  eq(other) {
    return this.text === other.text;
  }

  toDOM() {
    const codes = [...this.text].map((character) => character.codePointAt(0));
    const dom = document.createElement("span");
    dom.className = "cm-specialChar";
    dom.textContent = codes.map(symbol).join("");
    dom.title = codes.slice(0, 8).map(nameOf).join(", ") + (codes.length > 8 ? ", …" : "");
    dom.setAttribute("role", "img");
    dom.setAttribute("aria-label", dom.title);
    return dom;
  }

  ignoreEvent() {
    return false;
  }
}

/** The extension. */
export const visibleSpecials = ViewPlugin.define((view) => ({
  decorations: decorate(view),
  update(update) {
    const redrawn = update.startState.field(columnsField, false) !== update.state.field(columnsField, false);
    if (update.docChanged || update.viewportChanged || redrawn) this.decorations = decorate(update.view);
  },
}), { decorations: (plugin) => plugin.decorations });

function decorate(view) {
  const { doc } = view.state, columns = view.state.field(columnsField, false) ?? null;
  const builder = new RangeSetBuilder();
  for (const { from, to } of view.visibleRanges) {
    for (let position = from; position <= to; ) {
      const line = doc.lineAt(position);
      const left = columns ? Math.max(position, Math.min(line.to, line.from + columns.from)) : position;
      const right = Math.min(to, columns ? Math.min(line.to, line.from + columns.to) : line.to);
      const text = left < right ? doc.sliceString(left, right) : "";
      for (const [start, end] of specials(text)) {
        builder.add(left + start, left + end, Decoration.replace({ widget: new Symbols(text.slice(start, end)) }));
      }
      position = line.to + 1;
    }
  }
  return builder.finish();
}
