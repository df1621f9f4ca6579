import assert from "node:assert/strict";
import test from "node:test";
import { isStep } from "../../../playground/ui/web/src/address/address.js";

test("another page, or another run on it, is a step; what a page adds to its address is none", () => {
  const step = (/** @type {string} */ to) => isStep(new URL("http://localhost/inside?run=1&epoch=2"), new URL(to, "http://localhost"), ["run"]);
  assert.equal(step("/train?run=1&epoch=2"), true);
  assert.equal(step("/inside?run=2&epoch=2"), true);
  assert.equal(step("/inside"), true);
  assert.equal(step("/inside?run=1&epoch=3&view=compare"), false);
});
