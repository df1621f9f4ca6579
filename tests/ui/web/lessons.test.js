import assert from "node:assert/strict";
import test from "node:test";
import { comeTo, end, keep, opens, progressOf } from "../../../playground/ui/web/src/lessons/progress.js";

const NONE = { step: 0, done: false, said: {}, pressed: [] };

/** @param {string | null} kept what stands in the browser; null: it keeps nothing and says so */
function browserWith(kept) {
  const stored = new Map(kept === null ? [] : [["playground lessons", kept]]);
  const refuse = () => { throw new Error("refused"); };
  Object.assign(globalThis, { window: { localStorage: {
    getItem: kept === null ? refuse : (/** @type {string} */ key) => stored.get(key) ?? null,
    setItem: kept === null ? refuse : (/** @type {string} */ key, /** @type {string} */ value) => stored.set(key, value),
  } } });
}

test("what was kept of a lesson is there again, and that of another stays", () => {
  browserWith("{}");
  keep("one", { ...NONE, step: 3, said: { 2: "same" } });
  keep("two", { ...NONE, done: true });
  assert.deepEqual(progressOf("one"), { ...NONE, step: 3, said: { 2: "same" } });
  assert.deepEqual(progressOf("two"), { ...NONE, done: true });
  assert.deepEqual(progressOf("three"), NONE);
});

test("a browser that keeps nothing, or something else under that name, lets a lesson begin", () => {
  for (const kept of [null, "no JSON", "[]", "7", '{"one": 3}', '{"one": {"step": "x"}}', '{"one": {"step": 2, "said": null}}', '{"one": {"step": 2, "pressed": 1}}']) {
    browserWith(kept);
    assert.deepEqual(progressOf("one"), NONE);
    keep("one", NONE);
  }
});

test("a question opens the next step once it is answered, a control once it is pressed or where it is not there", () => {
  assert.equal(opens({ kind: "predict", number: 2 }, NONE, true), false);
  assert.equal(opens({ kind: "predict", number: 2 }, { ...NONE, said: { 2: "same" } }, true), true);
  assert.equal(opens({ kind: "check", number: 3 }, { ...NONE, said: { 2: "same" } }, true), false);
  assert.equal(opens({ kind: "do", number: 4 }, NONE, true), false);
  assert.equal(opens({ kind: "do", number: 4 }, { ...NONE, pressed: [4] }, true), true);
  assert.equal(opens({ kind: "do", number: 4 }, NONE, false), true);
  for (const kind of ["read", "see"]) assert.equal(opens({ kind, number: 1 }, NONE, true), true);
});

test("a lesson that ended stays ended although its last step is drawn once more", () => {
  browserWith("{}");
  comeTo("one", 9);
  end("one", 9);
  comeTo("one", 9);
  assert.deepEqual(progressOf("one"), { ...NONE, done: true });
});

test("a lesson that ended can be done again, to its last step, and the end of one holds no other", () => {
  browserWith("{}");
  end("one", 9);
  comeTo("two", 9);
  assert.equal(progressOf("two").step, 9);
  end("one", 9);
  for (const step of [1, 9]) {
    comeTo("one", step);
    assert.equal(progressOf("one").step, step);
  }
});
