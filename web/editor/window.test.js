import assert from "node:assert/strict";
import { test } from "node:test";
import { TALLEST, fits, geometry, place, rowAt, serves, shows, topOf, windowFor } from "./window.js";

test("rows of one height have their own place in pixels", () => {
  const measures = geometry(1000, 20, 400);
  assert.equal(measures.height, 20_000);
  assert.equal(rowAt(measures, 0), 0);
  assert.equal(Math.round(rowAt(measures, 5010) * 1000), 250_500);
  assert.equal(rowAt(measures, 19_600), 980);
  assert.equal(topOf(measures, 980), 19_600);
  assert.equal(topOf(measures, 999), 19_600, "the last row cannot be at the top");
});

test("a spacer is never too tall to lay out, and both ends are reached", () => {
  const measures = geometry(10_000_000, 21, 400);
  assert.equal(measures.height, TALLEST);
  assert.equal(rowAt(measures, 0), 0);
  assert.equal(rowAt(measures, TALLEST - 400), 10_000_000 - 400 / 21);
  for (const row of [0, 1, 123_456, 5_000_000, 9_999_000]) assert.ok(Math.abs(rowAt(measures, topOf(measures, row)) - row) < 1e-3);
});

test("a body that fits the view does not scroll", () => {
  const measures = geometry(3, 20, 400);
  assert.equal(measures.scrollRange, 0);
  assert.equal(rowAt(measures, 0), 0);
  assert.equal(topOf(measures, 2), 0);
  assert.equal(topOf(geometry(0, 20, 400), 0), 0);
});

test("a window lies around the view and within the body", () => {
  assert.deepEqual(windowFor(0, 20, 1_000_000), { from: 0, count: 400 });
  assert.deepEqual(windowFor(999_979, 999_999, 1_000_000), { from: 999_600, count: 400 });
  assert.deepEqual(windowFor(0, 20, 50), { from: 0, count: 50 });
  const { from, count } = windowFor(5000, 5020, 1_000_000);
  assert.ok(from < 5000 - 150 && from + count > 5020 + 150);
});

test("the window for a view serves that view, however tall", () => {
  for (const visible of [1, 20, 150, 399, 2000]) {
    for (const first of [0, 37, 1000, 500_000, 999_999 - visible]) {
      const last = first + visible - 1;
      assert.ok(serves(windowFor(first, last, 1_000_000), first, last, 1_000_000), `${visible} rows from ${first}`);
    }
  }
});

test("a window is kept until the view comes near its edge", () => {
  const window = { from: 1000, count: 400 };
  assert.ok(serves(window, 1100, 1120, 1_000_000));
  assert.ok(!serves(window, 1099, 1119, 1_000_000));
  assert.ok(serves(window, 1279, 1299, 1_000_000));
  assert.ok(!serves(window, 1280, 1300, 1_000_000));
  assert.ok(serves(window, 1379, 1399, 1400), "there is nothing behind the end");
  assert.ok(serves({ from: 0, count: 400 }, 0, 20, 1_000_000), "nor before the start");
});

test("a window shows a view that it overlaps", () => {
  assert.ok(shows({ from: 10, count: 5 }, 14, 30));
  assert.ok(!shows({ from: 10, count: 5 }, 15, 30));
  assert.ok(!shows({ from: 10, count: 0 }, 10, 30));
});

test("a body of up to one window is one document", () => {
  assert.ok(fits(400));
  assert.ok(!fits(401));
});

test("moving the window leaves the anchor where it is on the screen", () => {
  for (const [total, rowHeight] of [[10_000, 20], [5_000_000, 21], [3000, 133.7]]) {
    const measures = geometry(total, rowHeight, 400);
    for (const from of [0, 100, Math.floor(total / 2), total - 400]) {
      const anchor = { row: from + 200, offset: 200 * rowHeight, shift: 7 };
      const { top, scrollTop } = place(measures, { from, count: 400 }, 400 * rowHeight, anchor);
      assert.ok(Math.abs(scrollTop - (top + anchor.offset + anchor.shift)) < 1e-6);
      assert.ok(top >= 0 && top + 400 * rowHeight <= measures.height + 1, `window of ${total} from ${from} at ${top}`);
    }
  }
});

test("rows of one height stay where they are when the window moves", () => {
  const measures = geometry(10_000, 20, 400);
  const { top, scrollTop } = place(measures, { from: 4000, count: 400 }, 8000, { row: 4100, offset: 2000, shift: 3 });
  assert.equal(Math.round(top), 80_000);
  assert.equal(Math.round(scrollTop), 82_003);
});

test("the first window begins at the top and the last one ends at the bottom, whatever their rows turn out to measure", () => {
  const measures = geometry(1000, 50, 400);
  assert.equal(place(measures, { from: 0, count: 400 }, 31_000, { row: 5, offset: 77, shift: 0 }).top, 0);
  assert.equal(place(measures, { from: 600, count: 400 }, 31_000, { row: 700, offset: 77, shift: 0 }).top, 50_000 - 31_000);
});
