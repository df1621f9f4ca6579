import assert from "node:assert/strict";
import test from "node:test";
import { tableOf } from "../../../playground/ui/web/src/drawing/table.js";
import { meanCurves, unitCurves } from "../../../playground/ui/web/src/timesteps/curves.js";
import { eachOutput, endWidth, laneY, unrolledHeight } from "../../../playground/ui/web/src/timesteps/layout.js";
import { within } from "../../../playground/ui/web/src/timesteps/scene.js";
import { scene } from "./made.js";

/** @param {{name: string, values: Float32Array}[]} curves */
const told = (curves) => curves.map(({ name, values }) => [name, ...values]);

test("the curves of a unit are its number in every part, on one scale around 0", () => {
  const [curves, scale] = unitCurves(scene(), 1);
  assert.deepEqual(told(curves), [["forget", 1, 0.75, 0.5], ["hidden", 0, -0.5, 3]]);
  assert.deepEqual(scale, [-5, 5]);
  assert.deepEqual(unitCurves(scene(), 0)[1], [-1, 1]);
});

test("the mean of each gate goes from 0 to 1", () => {
  assert.deepEqual([told(meanCurves(scene())[0]), meanCurves(scene())[1]], [[["forget", 0.5, 0.5, 0.5]], [0, 1]]);
});

test("without gates the mean is of the size of the values", () => {
  const { parts, ...rest } = scene(), [curves, scale] = meanCurves({ ...rest, parts: parts.filter((part) => !part.gate) });
  assert.deepEqual([told(curves), scale], [[["hidden", 0.5, 0.5, 1.5]], [0, 4]]);
});

test("lanes stand one above the other, with room for what is said where it is said at each timestep", () => {
  const plan = { columns: ["a", "b"], rows: [{ lane: 0 }, { lane: 1 }], outputs: [{ column: 2, short: "", long: "yes" }], vectors: [] };
  assert.equal(eachOutput(plan), false);
  assert.equal(laneY(plan, 0) - laneY(plan, 1), 92);
  const each = { ...plan, outputs: [{ column: 0, short: "", long: "" }, { column: 1, short: "", long: "" }] };
  assert.equal(eachOutput(each), true);
  assert.equal(unrolledHeight(each, 40) - unrolledHeight(plan, 40), 62);
  assert.equal(endWidth(each), 24);
  assert.equal(endWidth({ ...plan, dense: 300, outputs: [] }), 24);
  assert.equal(endWidth({ ...plan, vectors: [{ title: "Dense" }] }) - endWidth(plan), 104);
});

test("a layer that starts later or has fewer timesteps has none at the columns around it", () => {
  const decoder = { start: 3, step: 1, timesteps: 2 }, pooled = { start: 0.5, step: 2, timesteps: 2 };
  assert.deepEqual([2, 3, 4, 5].map((column) => within(decoder, column)), [false, true, true, false]);
  assert.deepEqual([0, 3, 4].map((column) => within(pooled, column)), [true, true, false]);
});

test("numbers are taken along as CSV that any text fits into", () => {
  const read = ["a", 'say "no"', "x,y", "two\nlines"];
  assert.equal(tableOf(4, (t) => read[t], [["unit 0", (t) => t / 2], ["none, yet", (t) => (t ? null : "")]]), [
    'timestep,read,unit 0,"none, yet"', "1,a,0,", '2,"say ""no""",0.5,', '3,"x,y",1,', '4,"two\nlines",1.5,', "",
  ].join("\n"));
});
