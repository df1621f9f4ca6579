import assert from "node:assert/strict";
import test from "node:test";
import { axisOf } from "../../../playground/ui/web/src/playground/course.js";
import { isDrawn, reach } from "../../../playground/ui/web/src/playground/drawn.js";

test("what is neither an image nor numbers nor marked is written", () => {
  const text = { label: "so dull", truth: "negative" };
  assert.deepEqual([text, { ...text, marks: [1] }, { ...text, series: Float32Array.of(1) }].map(isDrawn), [false, true, true]);
});

test("a course reaches as far as what is read and what is true, not as far as what is said", () => {
  const example = { truth: "−4.0 °C", series: Float32Array.of(1, 16) };
  assert.deepEqual(reach(example), [-4, 16]);
  assert.deepEqual(axisOf(example, [{ truth: "30" }]).map((end) => Number(end.toFixed(1))), [-5.2, 17.2]);
  assert.deepEqual(reach({ truth: "2", series: Float32Array.of(2, 2) }), [1, 3]);
});

test("bars stand on 0, and their axis holds what is true of all", () => {
  const example = { truth: "1.5", series: Float32Array.of(0.25, 0.75), marks: [0] };
  assert.deepEqual(reach(example), [0, 1.5]);
  assert.deepEqual(axisOf(example, [example, { truth: "1.9" }]).map((end) => Number(end.toFixed(2))), [0, 1.99]);
});
