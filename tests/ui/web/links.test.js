import assert from "node:assert/strict";
import test from "node:test";
import { blockAt, bundles, linkAt, linkLines, mostOf, nodeAt, withLinks } from "../../../playground/ui/web/src/timesteps/links.js";
import { scene } from "./made.js";

/** @import { Links } from "../../../playground/ui/web/src/timesteps/links.js" */

const at = { column: 1, part: "forget", unit: 0 };

/** Two inputs, two units of two blocks, one output. @returns {Links} */
function links() {
  const values = (/** @type {number[]} */ ...them) => Float32Array.from(them);
  return {
    blocks: ["input", "forget"],
    recurrent: { shape: [2, 2, 2], values: values(0, 0, 1, 2, 0, 0, 3, 4) },
    inputs: { names: ["value", "marker"], kernel: { shape: [2, 2, 2], values: values(0, 0, 5, 6, 0, 0, 7, 8) }, values: { shape: [3, 2], values: values(0, 0, 0.5, 1, 0, 0) } },
    outputs: { names: ["P(positive)"], kernel: { shape: [2, 1], values: values(-9, 0.5) } },
  };
}

const drawn = () => bundles({ ...scene(), links: links() }, at, 600);
const told = (/** @type {ReturnType<typeof drawn>[number]} */ { links: them }) => them.map(({ from, to, weight }) => `${from.name} → ${to.name} ${weight}`);

test("each link is the weight between what it joins, units in the order of the heat maps", () => {
  const [inputs, before, outputs] = drawn();
  assert.deepEqual(told(inputs), ["value → unit 1 6", "value → unit 0 5", "marker → unit 1 8", "marker → unit 0 7"]);
  assert.deepEqual(told(before), ["h[1] before → unit 1 4", "h[1] before → unit 0 3", "h[0] before → unit 1 2", "h[0] before → unit 0 1"]);
  assert.deepEqual(told(outputs), ["h[1] → P(positive) 0.5", "h[0] → P(positive) -9"]);
  assert.equal(mostOf([inputs, before, outputs]), 9);
});

test("nodes have the values of the timestep that is looked at, and states those of the one before", () => {
  const [inputs, before, outputs] = drawn();
  assert.deepEqual(inputs.from.map(({ value }) => value), [0.5, 1]);
  assert.deepEqual(inputs.to.map(({ value }) => value), [0.75, 0.25]);
  assert.deepEqual(before.from.map(({ value }) => value), [0, -1]);
  assert.deepEqual(outputs.from.map(({ value }) => value), [-0.5, 0.5]);
  assert.deepEqual(bundles({ ...scene(), links: links() }, { ...at, column: 0 }, 600)[1].from.map(({ value }) => value), [0, 0]);
});

test("the weights are those of the gate that is selected, else of what is written into the state", () => {
  assert.equal(blockAt(links(), { part: "forget" }), "forget");
  assert.equal(blockAt({ ...links(), blocks: ["update", "reset", "candidate"] }, { part: "hidden" }), "candidate");
  assert.equal(blockAt({ ...links(), blocks: ["hidden"] }, { part: "cell" }), "hidden");
});

test("a pointer finds the link and the node below it", () => {
  const them = drawn(), [{ links: [first] }] = them, { from, to } = first;
  const near = [from.x + 0.3 * (to.x - from.x), from.y + 0.3 * (to.y - from.y) + 1];
  assert.equal(linkAt(them, near[0], near[1]), first);
  assert.deepEqual(linkLines(them, near[0], near[1]), ["value → unit 1", "weight 6.0000"]);
  assert.equal(nodeAt(them, to.x + 1, to.y)?.unit, 1);
  assert.deepEqual(linkLines(them, to.x, to.y), ["unit 1", "0.7500"]);
  assert.equal(linkLines(them, -100, -100), null);
});

test("where there is no room, none are drawn", () => {
  assert.ok(withLinks({ ...scene(), dense: 600 }, links()).links);
  assert.equal(withLinks({ ...scene(), dense: 200 }, links()).links, undefined);
  assert.equal(withLinks({ ...scene(), dense: 600 }, undefined).links, undefined);
});
