import assert from "node:assert/strict";
import { test } from "node:test";
import { tokenizeCSS } from "./css.js";
import { tokenizeJavaScript } from "./javascript.js";
import { tokenizeJSON } from "./json.js";
import { languageOf } from "./languages.js";
import { tokenizeMarkup } from "./markup.js";
import { tokenizeStream } from "./stream.js";

/** The tokens of lines as "kind:text", and the state after them. */
function tokens(tokenize, lines, state = null) {
  const found = [];
  for (const line of lines) {
    let last = 0;
    state = tokenize(line, state, (from, to, kind) => {
      assert.ok(from >= last && to > from && to <= line.length, `token ${from} to ${to} after ${last} in ${JSON.stringify(line)}`);
      last = to;
      found.push(`${kind}:${line.slice(from, to)}`);
    });
  }
  return { found, state };
}

const cases = [
  ["JSON members", tokenizeJSON, ['  "a": [1, -2.5e+3, true, null, "x"],'],
    ['key:"a"', "punctuation::", "punctuation:[", "number:1", "punctuation:,", "number:-2.5e+3", "punctuation:,", "atom:true", "punctuation:,",
      "atom:null", "punctuation:,", 'string:"x"', "punctuation:],"]],
  ["a JSON name with a blank before the colon", tokenizeJSON, ['"a" : "b"'], ['key:"a"', "punctuation::", 'string:"b"']],
  ["JSON strings with escapes", tokenizeJSON, [String.raw`"a\"b\\", "é{}"`], [String.raw`string:"a\"b\\"`, "punctuation:,", 'string:"é{}"']],
  ["a window that begins within an object", tokenizeJSON, ["    ]", '  },', '  "b": 1'], ["punctuation:]", "punctuation:},", 'key:"b"', "punctuation::", "number:1"]],
  ["what is not JSON", tokenizeJSON, ["nope ' <html>"], []],
  ["a stream's first rows, contents and comments", tokenizeStream, ["#1 · tick · id 7 · 12 ms", '  {"a": 1}', "  plain", ": hello"],
    ["keyword:#1 · tick · id 7 · 12 ms", "punctuation:{", 'key:"a"', "punctuation::", "number:1", "punctuation:}", "comment:: hello"]],
  ["an event stream as it came", tokenizeStream, ["id: 7", 'data: {"a":"b"}', "data: plain 1", "data", "", "nonsense"],
    ["key:id", "key:data", "punctuation:{", 'key:"a"', "punctuation::", 'string:"b"', "punctuation:}", "key:data", "key:data", "comment:nonsense"]],
  ["XML", tokenizeMarkup, ['<?xml version="1.0"?>', '<a href="x" on>T &amp; U</a>'],
    ["comment:<?", 'comment:xml version="1.0"?>', "tag:<a", "attribute:href", "punctuation:=", 'string:"', 'string:x"', "attribute:on", "punctuation:>",
      "atom:&amp;", "tag:</a", "punctuation:>"]],
  ["a comment over several lines", tokenizeMarkup, ["a <!-- b", "c < d", "e --> <f/>"],
    ["comment:<!--", "comment: b", "comment:c < d", "comment:e -->", "tag:<f", "punctuation:/>"]],
  ["a tag over several lines", tokenizeMarkup, ["<a", "  b='c", "d'>e"], ["tag:<a", "attribute:b", "punctuation:=", "string:'", "string:c", "string:d'", "punctuation:>"]],
  ["CDATA", tokenizeMarkup, ["<![CDATA[ <a> ]]>&b"], ["punctuation:<![CDATA[", "text: <a> ]]>"]],
  ["CSS", tokenizeCSS, ["a:hover { color: #fff; margin: 0 auto 1.5em }"],
    ["punctuation::", "punctuation:{", "key:color", "punctuation::", "number:#fff", "punctuation:;", "key:margin", "punctuation::", "number:0", "number:1.5em", "punctuation:}"]],
  ["a CSS comment over several lines", tokenizeCSS, ["@media x { /* a", "b */ }"], ["keyword:@media", "punctuation:{", "comment:/* a", "comment:b */", "punctuation:}"]],
  ["a CSS comment that only looks ended", tokenizeCSS, ["/*/ a"], ["comment:/*/ a"]],
  ["JavaScript", tokenizeJavaScript, ["const a = 0x1Fn + `b", "c` // d"],
    ["keyword:const", "number:0x1Fn", "string:`b", "string:c`", "comment:// d"]],
  ["a JavaScript comment over several lines", tokenizeJavaScript, ["f(/* a", "*/ null)"], ["punctuation:(", "comment:/* a", "comment:*/", "atom:null", "punctuation:)"]],
];

for (const [name, tokenize, lines, wanted] of cases) {
  test(name, () => assert.deepEqual(tokens(tokenize, lines).found, wanted));
}

test("a JSON string goes on in the next row, if that continues the line", () => {
  const first = tokens(tokenizeJSON, ['{"a": "one ']);
  assert.deepEqual(first, { found: ["punctuation:{", 'key:"a"', "punctuation::", 'string:"one '], state: "string" });
  assert.deepEqual(tokens(tokenizeJSON, ['two", "b": 1'], first.state), {
    found: ['string:two"', "punctuation:,", 'key:"b"', "punctuation::", "number:1"],
    state: null,
  });
  assert.deepEqual(tokens(tokenizeJSON, ["all of it"], "string"), { found: ["string:all of it"], state: "string" });
});

test("tokens that are not needed are not looked for, and the state is the same", () => {
  const line = String.raw`{"a": "x\"y", "b": [true, "q\\"], "c": "unfinished \" `;
  for (let length = 0; length <= line.length; length++) {
    for (const state of [null, "string"]) {
      const wanted = tokenizeJSON(line.slice(0, length), state, () => {});
      for (const stop of [0, 7, 20]) assert.equal(tokenizeJSON(line.slice(0, length), state, () => {}, stop), wanted, `${length} ${state} ${stop}`);
    }
  }
});

test("no line is too much for a tokenizer, and each comes to its end", () => {
  const nasty = ["\"".repeat(4096), "\\".repeat(4096), "<".repeat(4096), "/*".repeat(2048), "{[(".repeat(1365), "&".repeat(4096), "`".repeat(4095), "", "\u0000\u2028\ud800"];
  for (const tokenize of [tokenizeJSON, tokenizeMarkup, tokenizeCSS, tokenizeJavaScript]) tokens(tokenize, [...nasty, ...nasty]);
});

test("an unknown language is plain text", () => {
  assert.equal(languageOf("toString").tokenize, undefined);
  assert.equal(languageOf("json").tokenize, tokenizeJSON);
});
