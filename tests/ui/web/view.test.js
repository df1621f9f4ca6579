import assert from "node:assert/strict";
import test from "node:test";
import { flatTokens, tokensHeight, written } from "../../../playground/ui/web/src/drawing/tokens.js";
import { fitted, narrowed, timestepAt, visible, xOf } from "../../../playground/ui/web/src/drawing/view.js";

const window = { width: 240, gutter: 40, column: 10, scroll: 100 };

test("a column is drawn around its middle, less what was scrolled", () => {
  assert.equal(xOf(window, 0), 40 + 5 - 100);
  assert.equal(xOf(window, 10), 45);
});

test("only timesteps on screen are drawn, with one more at each end", () => {
  assert.deepEqual(visible(window, { start: 0, step: 1, timesteps: 100 }), [9, 31]);
  assert.deepEqual(visible(window, { start: 0, step: 1, timesteps: 15 }), [9, 14]);
  assert.deepEqual(visible(window, { start: 0.5, step: 2, timesteps: 100 }), [4, 16]);
});

test("a column belongs to the nearest timestep of a layer that has fewer", () => {
  const pooled = { start: 0.5, step: 2, timesteps: 3 };
  assert.deepEqual([0, 1, 2, 3, 9].map((column) => timestepAt(pooled, column)), [0, 0, 1, 1, 2]);
});

test("in less room the same columns are shown, up to the last", () => {
  const columns = 100, scrolled = narrowed(window, columns, 140);
  assert.deepEqual(scrolled, { width: 140, gutter: 40, column: 5, scroll: 50 });
  const [first, last] = visible(window, { start: 0, step: 1, timesteps: columns });
  assert.deepEqual(visible(scrolled, { start: 0, step: 1, timesteps: columns }), [first, last]);
  assert.equal(narrowed({ ...window, scroll: 5000 }, columns, 140).scroll, 80 * 5);
});

test("few columns fill the room they have", () => {
  assert.deepEqual(narrowed({ ...window, scroll: 0 }, 5, 140), { width: 140, gutter: 40, column: 20, scroll: 0 });
});

test("a text too long is shortened to its room", () => {
  const context = { measureText: (/** @type {string} */ text) => /** @type {TextMetrics} */ ({ width: 10 * text.length }) };
  assert.equal(fitted(context, "short", 50), "short");
  assert.equal(fitted(context, "shorter", 50), "shor…");
});

test("tokens stand upright only where each has room", () => {
  assert.equal(flatTokens(["not", "bad"], 30), true);
  assert.equal(flatTokens(["not", "splendid"], 30), false);
  assert.equal(flatTokens(["a"], 29), false);
  assert.equal(tokensHeight(["not"], 30), 28);
  assert.ok(Math.abs(tokensHeight(["splendid"], 20) - (22 + 8 * 6.2 * 0.87)) < 1e-9);
});

test("of narrow columns every so many has its token, and the selected one has, with none beside it", () => {
  const view = (/** @type {number} */ column) => ({ width: 1000, gutter: 0, column, scroll: 0, at: { column: 3 } });
  assert.deepEqual(written(view(20), 5), [0, 1, 2, 3, 4]);
  assert.deepEqual(written(view(8), 8), [0, 3, 6]);
  assert.deepEqual(written({ ...view(8), at: { column: -Infinity } }, 5), [0, 2, 4]);
});
