import assert from "node:assert/strict";
import test from "node:test";
import { numbersOf, wholeOf } from "../../../playground/ui/web/src/sentiment/sent.js";
import "./made.js";

/** @import { Run } from "../../../playground/ui/web/src/sentiment/answer.js" */
/** @import { SentRun } from "../../../playground/ui/web/src/sentiment/sent.js" */

const words = { watched: "positive", away: "negative", unit: "word", figures: "", turns: "", manner: "", sentences: [], epoch: 1 };
/** "not ba" as it was read. */
const before = /** @type {Run} */ ({
  ...words, run: "abc", title: "LSTM", number: 7, prediction: "negative", turned: [1],
  tokens: [0, 3, 0, 1, 4, 6, 1, 0], changes: [-0.25, null],
  lines: [{ name: "positive", values: [0.25, null], color: "#00ff00" }], gates: [{ name: "forget", values: [0.5, 0.75] }],
});
/** What has changed since: "not bad". */
const typed = /** @type {SentRun} */ ({
  ...words, run: "abc", number: 8, since: 7, prediction: "positive", turned: [],
  kept: { tokens: 5, changes: 1, lines: [1], gates: [1] },
  tokens: [7, 1, 1], changes: [0.5], lines: [{ name: "positive", values: [0.75] }], gates: [{ name: "forget", values: [1] }],
});

test("what has changed is put behind what stays, word by word and in each line", () => {
  const [run] = /** @type {SentRun[]} */ (wholeOf([typed], [before]));
  assert.deepEqual(run.tokens, [0, 3, 0, 1, 4, 7, 1, 1]);
  assert.deepEqual(run.changes, [-0.25, 0.5]);
  assert.deepEqual(run.lines, [{ name: "positive", values: [0.25, 0.75] }]);
  assert.deepEqual(run.gates, [{ name: "forget", values: [0.5, 1] }]);
  assert.deepEqual([run.number, run.prediction, run.turned], [8, "positive", []]);
  assert.deepEqual(before.changes, [-0.25, null]);  // what was drawn is as it was
});

test("words that were taken away are gone", () => {
  const taken = { ...typed, kept: { tokens: 4, changes: 1, lines: [1], gates: [1] }, tokens: [], changes: [] };
  const [run] = /** @type {SentRun[]} */ (wholeOf([{ ...taken, lines: [{ name: "positive", values: [] }] }], [before]));
  assert.deepEqual([run.tokens, run.changes, run.lines[0].values], [[0, 3, 0, 1], [-0.25], [0.25]]);
});

test("a line that was not there before stays by itself", () => {
  const lines = [{ name: "neutral", values: [0.1, 0.2] }, { name: "positive", values: [0.3, 0.4] }];
  const [run] = /** @type {SentRun[]} */ (wholeOf([{ ...typed, lines, kept: { tokens: 5, changes: 1, lines: [0, 0], gates: [1] } }], [before]));
  assert.deepEqual(run.lines, lines);
});

test("what is sent whole, or is an error, stays as it is", () => {
  const error = /** @type {SentRun} */ ({ run: "abc", epoch: 1, error: "The text holds no word." });
  assert.deepEqual(wholeOf([before, error], []), [before, error]);
});

test("of two runs each is put behind its own, whichever comes first", () => {
  const other = { ...before, run: "def", number: 9, changes: [1, 1] };
  const [one, two] = /** @type {SentRun[]} */ (wholeOf([{ ...typed, run: "def", since: 9 }, typed], [before, other]));
  assert.deepEqual([one.run, one.changes, two.run, two.changes], ["def", [1, 0.5], "abc", [-0.25, 0.5]]);
});

test("what has changed since an answer that is not here cannot be drawn", () => {
  assert.equal(wholeOf([typed], []), null);
  assert.equal(wholeOf([before, typed], [{ ...before, number: 6 }]), null);
});

test("who asks says which answers are here; an error is none", () => {
  assert.deepEqual(numbersOf([before, { ...before, number: undefined, error: "The text holds no word." }]), [7]);
});
