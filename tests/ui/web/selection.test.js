import assert from "node:assert/strict";
import test from "node:test";
import { has, stepped } from "../../../playground/ui/web/src/cells/scene.js";
import { choose, unheard } from "../../../playground/ui/web/src/drawing/selection.js";
import { begun } from "../../../playground/ui/web/src/timesteps/scene.js";
import { scene } from "./made.js";

test("a choice that the page has not heard is not lost, one that it has is forgotten", () => {
  assert.equal(unheard("one", 4), null);
  assert.deepEqual(choose("one", { unit: 2 }), { unit: 2, count: 5 });
  assert.deepEqual(choose("one", { unit: 3 }), { unit: 3, count: 6 });
  assert.deepEqual(unheard("one", 5), { unit: 3, count: 6 });
  assert.equal(unheard("one", 6), null);
  assert.equal(unheard("other", 0), null);
});

const two = { first: 10, columns: ["a", "b", "c"], maps: [{ units: 2 }, { units: 3 }] };

test("arrow keys move within a heat map and over its edge into the next", () => {
  const at = { map: 0, unit: 1, column: 11 };
  assert.deepEqual(stepped(two, at, 1, 0), { map: 0, unit: 1, column: 12 });
  assert.deepEqual(stepped(two, at, 0, 1), { map: 1, unit: 0, column: 11 });
  assert.deepEqual(stepped(two, { map: 1, unit: 0, column: 11 }, 0, -1), at);
});

test("arrow keys stop at the ends", () => {
  assert.deepEqual(stepped(two, { map: 1, unit: 2, column: 12 }, 1, 1), { map: 1, unit: 2, column: 12 });
  assert.deepEqual(stepped(two, { map: 0, unit: 0, column: 10 }, -1, -1), { map: 0, unit: 0, column: 10 });
});

test("the first arrow key selects the last column", () => {
  for (const [right, down] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
    assert.deepEqual(stepped(two, null, right, down), { map: 0, unit: 0, column: 12 });
  }
});

test("a cell is on screen where its map, unit and column are", () => {
  assert.equal(has(two, { map: 1, unit: 2, column: 12 }), true);
  for (const gone of [{ map: 2 }, { unit: 3 }, { column: 9 }, { column: 13 }]) {
    assert.equal(has(two, { map: 1, unit: 2, column: 12, ...gone }), false);
  }
});

test("a picture begins with what the page has selected, or with what was chosen here since, as far as there is such a cell", () => {
  const at = { part: "hidden", unit: 0, column: 2 }, own = { layer: "lstm", direction: "", part: "forget", unit: 1, column: 1 };
  assert.deepEqual(begun(scene(), at, null), at);
  assert.deepEqual(begun(scene(), at, own), { part: "forget", unit: 1, column: 1 });
  assert.deepEqual(begun(scene(), at, { ...own, column: 9 }), { part: "forget", unit: 1, column: 2 });
  for (const gone of [{ layer: "gru" }, { direction: "backward" }, { unit: 2 }, { part: "reset" }]) {
    assert.deepEqual(begun(scene(), at, { ...own, ...gone }), { ...at, column: 1 });
  }
});
