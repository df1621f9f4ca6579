import assert from "node:assert/strict";
import test from "node:test";
import { whileShown } from "../../../playground/ui/web/src/drawing/leaving.js";

/** Counts what a component begins and ends to watch. */
function watched() {
  const counts = { begun: 0, ended: 0, rested: 0 };
  const observe = () => {
    counts.begun++;
    return [{ disconnect: () => void counts.ended++ }];
  };
  return { counts, component: {}, observe, rest: () => void counts.rested++ };
}

test("a component that is drawn again is watched once, and nothing is once it has gone", () => {
  const { counts, component, observe, rest } = watched();
  whileShown(component, observe, rest);
  const leave = whileShown(component, observe, rest);
  assert.deepEqual(counts, { begun: 1, ended: 0, rested: 0 });
  leave();
  assert.deepEqual(counts, { begun: 1, ended: 1, rested: 1 });
});

test("the end of a drawing that was overtaken ends nothing", () => {
  const { counts, component, observe } = watched();
  const overtaken = whileShown(component, observe);
  whileShown(component, observe);
  overtaken();
  assert.equal(counts.ended, 0);
});

test("a component that comes back is watched again", () => {
  const { counts, component, observe } = watched();
  whileShown(component, observe)();
  whileShown(component, observe)();
  assert.deepEqual(counts, { begun: 2, ended: 2, rested: 0 });
});
