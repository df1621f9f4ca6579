import assert from "node:assert/strict";
import test from "node:test";
import { pathOf, signed, walked } from "../../../playground/ui/web/src/diagram/scene.js";

// Two columns: 0 over 1, then 3 over 2.
const NODES = [{ left: 0, top: 0, width: 9 }, { left: 0, top: 50, width: 9 }, { left: 20, top: 60, width: 9 }, { left: 20, top: 10, width: 9 }];

test("left and right walk in the order of computing, and stop at the ends", () => {
  assert.deepEqual([0, 1, 2, 3].map((at) => walked("ArrowRight", at, NODES)), [1, 2, 3, 3]);
  assert.deepEqual([0, 1, 2, 3].map((at) => walked("ArrowLeft", at, NODES)), [0, 0, 1, 2]);
  assert.deepEqual([walked("Home", 2, NODES), walked("End", 1, NODES)], [0, 3]);
});

test("up and down stay in the column, by where a box stands", () => {
  assert.deepEqual([0, 1, 2, 3].map((at) => walked("ArrowUp", at, NODES)), [0, 0, 3, 3]);
  assert.deepEqual([0, 1, 2, 3].map((at) => walked("ArrowDown", at, NODES)), [1, 1, 2, 2]);
  assert.equal(walked("Tab", 0, NODES), null);
});

test("a line is level where it passes a column and curved between", () => {
  assert.equal(pathOf([[0, 5], [10, 9], [20, 9], [30, 9]]), "M0 5C5 5 5 9 10 9H20H30");
});

test("a negative number has its true sign, and a hyphen stays", () => {
  assert.equal(signed("-0.5 of a two-way cell"), "−0.5 of a two-way cell");
  assert.equal(signed("“2001-10-04” is (-3e-7), GPT-2"), "“2001-10-04” is (−3e−7), GPT-2");
});
