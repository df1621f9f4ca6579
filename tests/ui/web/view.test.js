import assert from "node:assert/strict";
import test from "node:test";
import { apart, drawTokens, flatTokens, tokensHeight, written } from "../../../playground/ui/web/src/drawing/tokens.js";
import { drawRunning } from "../../../playground/ui/web/src/playground/running.js";
import { drawUnrolled } from "../../../playground/ui/web/src/timesteps/unrolled.js";
import { fitted, narrowed, timestepAt, visible, xOf } from "../../../playground/ui/web/src/drawing/view.js";
import { scene } from "./made.js";

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

test("of a text without an end little more is measured than what fits", () => {
  for (const letters of [3_000, 300_000]) {
    let measured = 0;
    const context = { measureText: (/** @type {string} */ text) => {
      measured += text.length;
      return /** @type {TextMetrics} */ ({ width: 10 * text.length });
    } };
    assert.equal(fitted(context, "字".repeat(letters), 84), "字字字字字字字…");
    assert.ok(measured < 100, `${measured} letters`);
    assert.equal(fitted(context, "x".repeat(letters), 10 * letters), "x".repeat(letters));
    assert.ok(measured < 100 + 4 * letters, `${measured} letters`);
  }
});

test("letters without a width do not make it measure for ever", () => {
  const context = { measureText: () => /** @type {TextMetrics} */ ({ width: 0 }) };
  assert.equal(fitted(context, "x".repeat(100), 0), "x".repeat(100));
  assert.equal(fitted({ measureText: () => /** @type {TextMetrics} */ ({ width: 9 }) }, "xyz", 0), "x…");
  assert.equal(fitted(context, "", 0), "");
});

test("tokens stand upright only where each has room", () => {
  assert.equal(flatTokens(["not", "bad"], 30), true);
  assert.equal(flatTokens(["not", "splendid"], 30), false);
  assert.equal(flatTokens(["not"], 29), false);
  assert.equal(tokensHeight(["not"], 30), 28);
  assert.ok(Math.abs(tokensHeight(["splendid"], 20) - (22 + 8 * 6.2 * 0.87)) < 1e-9);
});

test("single characters always stand upright, and all of them where there is room", () => {
  const view = (/** @type {number} */ column) => ({ width: 1000, gutter: 0, column, scroll: 0, at: { column: 3 } });
  assert.ok([13, 4].every((column) => flatTokens(["不", "好"], column) && flatTokens(["a", "1"], column)));
  assert.deepEqual([13, 10, 8, 4].map((column) => apart(["不", "好"], column, 15)), [1, 1, 2, 3]);
  assert.deepEqual([7, 4].map((column) => apart(["a", "1"], column, 15)), [1, 2]);
  assert.equal(flatTokens(["不", "不好"], 20), false);
  assert.deepEqual(written(view(13), [..."不是不好看"]), [0, 1, 2, 3, 4]);
  assert.deepEqual(written(view(8), [..."不是不好看"]), [0, 3]);
});

test("of narrow columns every so many has its token, and the selected one has, with none beside it", () => {
  const view = (/** @type {number} */ column) => ({ width: 1000, gutter: 0, column, scroll: 0, at: { column: 3 } });
  const words = (/** @type {number} */ count) => Array(count).fill("word");
  assert.deepEqual(written(view(20), words(5)), [0, 1, 2, 3, 4]);
  assert.deepEqual(written(view(8), words(8)), [0, 3, 6]);
  assert.deepEqual(written({ ...view(8), at: { column: -Infinity } }, words(5)), [0, 2, 4]);
});

test("a slanting token is shortened to what is left of it, and gone with its column", () => {
  /** @type {[string, number][]} */
  const drawn = [];
  let x = 0;
  const context = {
    measureText: (/** @type {string} */ text) => ({ width: 6 * text.length }), save() {}, restore() {}, rotate() {},
    translate: (/** @type {number} */ to) => { x = to; }, fillText: (/** @type {string} */ text) => drawn.push([text, x]),
  };
  const view = { width: 200, gutter: 0, column: 20, scroll: 0, context, height: 100, theme: { text: "", font: "" }, at: { column: 9 } };
  drawTokens(Array(10).fill("extraordinary"), /** @type {any} */ (view), 50);
  assert.ok(drawn.every(([text, from]) => 3 * text.length <= from));
  assert.deepEqual([drawn[0][0], drawn[9][0]], ["ex…", "extraordinary"]);
  drawn.length = 0;
  drawTokens(Array(10).fill("bad"), /** @type {any} */ ({ ...view, gutter: 40, scroll: 100 }), 50);
  assert.deepEqual(drawn.map(([, from]) => from), [50, 70, 90, 110, 130]);
});

test("what hides scrolled columns beside a picture does not hide the token that slants there", () => {
  /** @type {string[]} */
  const done = [];
  const nothing = () => {}, context = new Proxy({}, {
    get: (_, name) => name === "fillRect" ? (/** @type {number} */ x, /** @type {number} */ _y, /** @type {number} */ width) => done.push(`${x} ${width}`) :
      name === "fillText" ? (/** @type {string} */ text) => done.push(text) :
      name === "measureText" ? () => ({ width: 1 }) : nothing, set: () => true,
  });
  const view = { width: 200, gutter: 40, column: 20, scroll: 0, context, height: 300, theme: {}, at: { column: 1 } };
  drawUnrolled(scene(), /** @type {any} */ (view), [/** @type {any} */ ({ width: 2, height: 3 })]);
  assert.ok(done.includes("0 40") && done.indexOf("0 40") < done.indexOf("not"));
});

test("of thinned labels the timestep that is looked at and those that matter are written", () => {
  /** @type {string[]} */
  const drawn = [];
  const nothing = () => {}, context = new Proxy({}, {
    get: (_, name) => name === "fillText" ? (/** @type {string} */ text) => drawn.push(text) :
      name === "measureText" ? () => ({ width: 1 }) : nothing, set: () => true,
  });
  Object.assign(globalThis, { window: { devicePixelRatio: 1 } });
  const canvas = /** @type {any} */ ({ style: {}, getContext: () => context });
  const labels = Array.from({ length: 60 }, (_, t) => `t${t}`), values = /** @type {number[]} */ (Array(60).fill(0));
  drawRunning(canvas, 200, 120, /** @type {any} */ ({}), [{ name: "", color: "", values }], labels, 59, [13]);
  assert.ok(drawn.includes("t59") && drawn.includes("t13"));
  assert.ok(!drawn.includes("t58") && !drawn.includes("t12"));
});
