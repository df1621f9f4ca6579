import assert from "node:assert/strict";
import test from "node:test";
import { axis, marked, rounded } from "../../../playground/ui/web/src/drawing/axis.js";
import { colorAt, ramp, rgb } from "../../../playground/ui/web/src/drawing/colors.js";
import { heatHeight, labelled } from "../../../playground/ui/web/src/drawing/heat.js";
import { stated } from "../../../playground/ui/web/src/drawing/numbers.js";
import "./made.js";

test("a colour is three numbers", () => assert.deepEqual(rgb("#0080ff"), [0, 128, 255]));

test("a ramp goes evenly from its first colour over those between to its last", () => {
  const table = ramp(["#ff0000", "#000000", "#0000ff"]), at = (/** @type {number} */ i) => [...table.slice(3 * i, 3 * i + 3)];
  assert.equal(table.length, 256 * 3);
  assert.deepEqual([at(0), at(255)], [[255, 0, 0], [0, 0, 255]]);
  assert.deepEqual([at(51), at(204)], [[153, 0, 0], [0, 0, 153]]);  // 2/5 of the way to the middle; as far from the end
});

test("a number has the colour of its place on the scale, and that of the end outside it", () => {
  const gray = ramp(["#000000", "#ffffff"]);
  assert.deepEqual(colorAt(gray, 0, [-1, 1]), [128, 128, 128]);
  assert.deepEqual(colorAt(gray, -5, [-1, 1]), [0, 0, 0]);
  assert.deepEqual(colorAt(gray, 5, [-1, 1]), [255, 255, 255]);
});

test("an axis has its highest value at the top, with a margin", () => {
  const y = axis([-1, 1], 100);
  assert.deepEqual([y(1), y(0), y(-1)], [8, 50, 92]);
  assert.deepEqual(marked([-1, 1]), [-1, 0, 1]);
});

test("an axis ends at 1, 2 or 5 times a power of ten", () => {
  for (const [most, end] of [[1, 1], [1.1, 2], [2.5, 5], [7, 10], [70, 100], [0.03, 0.05]]) assert.equal(rounded(most), end);
  assert.equal(rounded(0), 0.001);
});

test("units are labelled where there is room, and none beside the selected one", () => {
  assert.deepEqual(labelled(4, 14, -1), [0, 1, 2, 3]);
  assert.deepEqual(labelled(8, 4, -1), [0, 3, 6]);
  assert.deepEqual(labelled(8, 4, 4), [0, 4]);
});

test("in a strip of a few pixels no two labels lie over each other", () => {
  assert.deepEqual(labelled(32, 14 / 32, -1), [0]);
  assert.deepEqual(labelled(32, 14 / 32, 20), [20]);
  assert.deepEqual(labelled(32, 40 / 32, -1), [0, 10, 20, 30]);
});

test("a heat map is neither flat nor endless", () => assert.deepEqual([1, 10, 1000].map(heatHeight), [56, 140, 200]));

test("no probability is 0 or 1", () => {
  assert.deepEqual([0.0004, 0.5, 0.9996].map((p) => stated("yes", p)), ["P(yes) < 0.001", "P(yes) = 0.500", "P(yes) > 0.999"]);
});
