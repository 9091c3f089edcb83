import assert from "node:assert/strict";
import { test } from "node:test";
import { ChangeSet, Text } from "@codemirror/state";
import { columnsFor, gaps } from "./columns.js";
import { Fetcher } from "./fetcher.js";
import { LARGE, Report } from "./report.js";
import { join, moved, ordered, pointAt, positionOf } from "./span.js";
import { document, splice } from "./splice.js";

const rows = (from, to, row = (i) => `row ${i}`) => Array.from({ length: to - from }, (_, i) => row(from + i)).join("\n");

test("one window becomes another by the rows that differ", () => {
  const random = (() => { let seed = 42; return (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n; })();
  for (let i = 0; i < 500; i++) {
    const from = random(40), to = from + 1 + random(40), nextFrom = random(40), nextTo = nextFrom + 1 + random(40);
    const grown = random(2) === 1 ? (row) => (row === to - 1 ? `row ${row} grown` : `row ${row}`) : (row) => `row ${row}`;
    const doc = Text.of(rows(from, to).split("\n")), next = document(rows(nextFrom, nextTo, grown));
    const changes = ChangeSet.of(splice(doc, from, next, nextFrom), doc.length);
    assert.equal(changes.apply(doc).toString(), next.toString(), `${from} to ${to} into ${nextFrom} to ${nextTo}`);
  }
});

test("rows that two windows share are left alone", () => {
  const doc = document(rows(0, 100)), next = document(rows(50, 150));
  const changes = ChangeSet.of(splice(doc, 0, next, 50), doc.length);
  const position = doc.line(71).from; // row 70
  assert.equal(changes.mapPos(position), next.line(21).from);
  assert.equal(changes.touchesRange(position, position + 3), false);
});

test("a span reaches out of the window and comes back with it", () => {
  const window = document(rows(100, 200));
  assert.deepEqual(pointAt(window, 100, window.line(3).from + 2), { row: 102, column: 2 });
  assert.equal(positionOf(window, 100, { row: 5, column: 3 }), 0);
  assert.equal(positionOf(window, 100, { row: Infinity, column: 0 }), window.length);
  assert.equal(positionOf(window, 100, { row: 101, column: Infinity }), window.line(2).to);

  const span = { anchor: { row: 7, column: 1 }, head: { row: 150, column: 0 } };
  const extended = moved(span, window, 100, 0, window.line(60).from);
  assert.deepEqual(extended, { anchor: { row: 7, column: 1 }, head: { row: 159, column: 0 } }, "extended: the anchor outside stands");
  assert.deepEqual(moved(span, window, 100, 5, 5).anchor, pointAt(window, 100, 5), "clicked: it does not");
  assert.deepEqual(ordered({ anchor: { row: 3, column: 1 }, head: { row: 2, column: 9 } }), [{ row: 2, column: 9 }, { row: 3, column: 1 }]);
});

test("rows that continue a line are joined without a break", () => {
  assert.equal(join(["a", "b", "c"], [1, 0, 2]), "ab\nc");
  assert.equal(join(["a", "b"], null), "a\nb");
  assert.equal(join(["b", "c"], [0, 2]), "b\nc");
});

test("long rows are drawn only near the view", () => {
  assert.deepEqual(columnsFor(0, 900, 8), { from: 0, to: 200 });
  assert.deepEqual(columnsFor(8000, 8900, 8), { from: 900, to: 1200 });
  for (let left = 0; left < 40_000; left += 77) {
    const { from, to } = columnsFor(left, left + 900, 8);
    assert.ok(from * 8 <= left && to * 8 >= left + 900);
  }
  assert.deepEqual(gaps("x".repeat(4096), { from: 800, to: 1600 }), [[0, 800], [1600, 4096]]);
  assert.deepEqual(gaps("x".repeat(500), { from: 800, to: 1600 }), [[0, 500]]);
  assert.deepEqual(gaps("字".repeat(4096), { from: 800, to: 1600 }), [[1600, 4096]], "nothing is left out before the view if its width is not known");
  assert.deepEqual(gaps("x".repeat(450), { from: 0, to: 400 }), []);
});

test("rows are asked for one window at a time, and the last wish wins", async () => {
  const asked = [], answers = [], resolvers = [];
  const fetcher = new Fetcher((from, count) => new Promise((resolve) => { asked.push([from, count]); resolvers.push(resolve); }), (window) => answers.push(window));
  const settle = () => new Promise(setImmediate);
  for (let from = 0; from < 100; from++) fetcher.ask({ from, count: 10 });
  assert.deepEqual(asked, [[0, 10]]);
  resolvers.shift()("first");
  await settle();
  assert.deepEqual(asked, [[0, 10], [99, 10]]);
  fetcher.ask({ from: 99, count: 10 });
  resolvers.shift()("second");
  await settle();
  assert.deepEqual(asked.length, 2, "what is under way is not asked for twice");
  assert.deepEqual(answers, ["first", "second"]);

  fetcher.again({ from: 99, count: 10 });
  fetcher.again({ from: 99, count: 10 });
  resolvers.shift()("third");
  await settle();
  assert.equal(asked.length, 4, "unless the rows have changed since");

  fetcher.forget();
  resolvers.shift()("stale");
  await settle();
  assert.deepEqual(answers, ["first", "second", "third"], "an answer for what was forgotten is dropped");
});

test("a source that fails is asked again at the next wish", async (t) => {
  t.mock.method(console, "error", () => {});
  let calls = 0;
  const answers = [];
  const fetcher = new Fetcher(async () => { if (calls++ === 0) throw new Error("gone"); return "rows"; }, (window) => answers.push(window));
  fetcher.ask({ from: 0, count: 1 });
  await new Promise(setImmediate);
  assert.deepEqual(answers, []);
  fetcher.ask({ from: 0, count: 1 });
  await new Promise(setImmediate);
  assert.deepEqual(answers, ["rows"]);
});

test("small documents are reported at once, large ones after a pause or when flushed", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let told = 0;
  const report = new Report(() => told++);
  report.later(10);
  assert.equal(told, 1);
  report.flush();
  assert.equal(told, 1, "nothing waits");
  report.later(LARGE);
  report.later(LARGE);
  assert.equal(told, 1);
  t.mock.timers.tick(100);
  assert.equal(told, 2);
  report.later(LARGE);
  report.flush();
  t.mock.timers.tick(1000);
  assert.equal(told, 3);
  report.later(LARGE);
  report.drop();
  t.mock.timers.tick(1000);
  assert.equal(told, 3);
});
