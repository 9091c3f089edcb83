import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState } from "@codemirror/state";
import { nameOf, specials, symbol } from "./specials.js";
import { scan } from "./brackets.js";
import { caretAfter } from "./caret.js";
import { change } from "./change.js";
import { codePoint } from "./diagnostic.js";
import { languageOf } from "./languages.js";
import { MIXED, decode, encode, lineBreaks, lineBreaksOf } from "./linebreaks.js";

test("the kind of line breaks is told from the text", () => {
  for (const [text, kind] of [["", "\n"], ["a", "\n"], ["a\nb", "\n"], ["a\r\nb\r\n", "\r\n"], ["a\rb", "\r"], ["\r", "\r"], ["a\r\nb\n", MIXED], ["\n\r", MIXED], ["\r\r\n", MIXED]]) {
    assert.equal(lineBreaksOf(text), kind, JSON.stringify(text));
  }
});

test("every text comes back as it was", () => {
  const parts = ["", "a", "\r", "\n", "\r\n", " ", "\u2028", "\u0000", "b\tc"];
  for (const a of parts) for (const b of parts) for (const c of parts) for (const d of parts) {
    const text = a + b + c + d;
    const state = EditorState.create({ doc: decode(text), extensions: lineBreaks(lineBreaksOf(text)) });
    assert.equal(encode(state), text);
  }
});

test("the smallest change is found", () => {
  for (const [text, next, wanted] of [
    ["abc", "abc", { from: 3, to: 3, insert: "" }],
    ["abc", "axc", { from: 1, to: 2, insert: "x" }],
    ["aaa", "aa", { from: 2, to: 3, insert: "" }],
    ["aa", "aaa", { from: 2, to: 2, insert: "a" }],
    ["", "a", { from: 0, to: 0, insert: "a" }],
    ["abab", "ab", { from: 2, to: 4, insert: "" }],
  ]) {
    const { from, to, insert } = change(text, next);
    assert.deepEqual({ from, to, insert }, wanted);
    assert.equal(text.slice(0, from) + insert + text.slice(to), next);
  }
});

test("the caret stays at its character when white space changes", () => {
  const compact = '{"a":1,"b":[2]}', pretty = '{\n  "a": 1,\n  "b": [\n    2\n  ]\n}';
  const place = (text, caret) => text.slice(0, caret) + "|" + text.slice(caret);
  assert.equal(place(pretty, caretAfter(compact, pretty, 7)), '{\n  "a": 1,|\n  "b": [\n    2\n  ]\n}');
  assert.equal(place(compact, caretAfter(pretty, compact, pretty.indexOf('"b"'))), '{"a":1,|"b":[2]}');
  assert.equal(caretAfter(compact, pretty, 0), 0);
  assert.equal(caretAfter(compact, pretty, compact.length), pretty.length);
  for (let caret = 0; caret <= compact.length; caret++) {
    const there = caretAfter(compact, pretty, caret);
    assert.equal(caretAfter(pretty, compact, there), caret, `there and back from ${caret}`);
  }
  assert.equal(caretAfter("abc", "abd", 1), null, "other text: the caret follows the change");
});

test("brackets are paired across strings and comments", () => {
  const text = '{\n  "a]": [1, "\\"}"],\n  "b": {\n    "c": 1\n  }\n}';
  const { pairs, folds } = scan(text, languageOf("json").skip);
  assert.equal(pairs.get(0), text.length - 1);
  assert.equal(pairs.get(text.indexOf("[1")), text.indexOf("],"));
  assert.deepEqual([...folds.keys()].sort((a, b) => a - b), [0, text.indexOf('  "b"')]);
  assert.deepEqual(folds.get(0), { from: 1, to: text.length - 1 });
  assert.equal(scan("f(/* ) */ `}` // }\n)", languageOf("javascript").skip).pairs.get(1), 19);
  assert.equal(scan("}}{{", languageOf("json").skip).pairs.size, 0, "what has no partner");
});

test("a column counts code points", () => {
  assert.deepEqual(codePoint("a😀b", 1), [0, 1]);
  assert.deepEqual(codePoint("a😀b", 2), [1, 3]);
  assert.deepEqual(codePoint("a😀b", 3), [3, 4]);
  assert.deepEqual(codePoint("a😀b", 9), [3, 4]);
});

test("what cannot be seen is found", () => {
  assert.deepEqual(specials("a\u202eb\u0000\u0001c\rd\te f"), [[1, 2], [3, 5], [6, 7]]);
  assert.deepEqual(specials("👩\u200d💻 न्\u200dय"), [], "joiners belong to emoji and scripts");
  assert.deepEqual(specials("adm\u200din \ufeff"), [[3, 4], [7, 8]], "but not to Latin words");
  assert.equal(symbol(0), "␀");
  assert.equal(symbol(0x202e), "•");
  assert.equal(nameOf(0x202e), "right-to-left override (U+202E)");
});
