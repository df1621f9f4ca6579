// How far a learner has come in a lesson, as the browser keeps it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { comeTo, end, progressOf } from "../../../playground/ui/web/src/lessons/progress.js";

const LESSON = "05-why-gates", LAST = 9;

beforeEach(() => {
  const kept = new Map();
  globalThis.window = /** @type {any} */ ({ localStorage: { getItem: (/** @type {string} */ key) => kept.get(key) ?? null, setItem: (/** @type {string} */ key, /** @type {string} */ text) => kept.set(key, text) } });
});

test("a lesson that ended stays ended although its last step is drawn once more", () => {
  comeTo(LESSON, LAST);
  end(LESSON, LAST);
  comeTo(LESSON, LAST);
  assert.deepEqual({ ...progressOf(LESSON) }, { step: 0, done: true, said: {}, pressed: [] });
});

test("a lesson that ended can be done again, to its last step", () => {
  end(LESSON, LAST);
  comeTo(LESSON, 1);
  assert.equal(progressOf(LESSON).step, 1);
  comeTo(LESSON, LAST);
  assert.equal(progressOf(LESSON).step, LAST);
});

test("the end of one lesson holds no other", () => {
  end(LESSON, LAST);
  comeTo("06-open-the-gates", LAST);
  assert.equal(progressOf("06-open-the-gates").step, LAST);
});
